import type { SystemContext } from "@/lib/domain/context";
import { forget, reread } from "./identity-cache";

interface Detached {
  sessionIds: string[];
  keys: string[];
}

/** Has the sessions that work in a business work nowhere. @returns them, and its keys, for `forgetCredentials`. */
export async function detachCredentials({ trx }: SystemContext, businessId: string): Promise<Detached> {
  const sessions = await trx
    .updateTable("sessions")
    .set({ business_id: null })
    .where("business_id", "=", businessId)
    .returning("id")
    .execute();
  const keys = await trx
    .selectFrom("api_keys")
    .select("key_hash")
    .where("business_id", "=", businessId)
    .execute();
  return {
    sessionIds: sessions.map(({ id }) => id),
    keys: keys.map(({ key_hash }) => key_hash.toString("base64url")),
  };
}

/** Lets what became of them hold in this process at once, after the commit. */
export function forgetCredentials({ sessionIds, keys }: Detached, now: Date): void {
  for (const id of sessionIds) reread(id);
  forget(keys, now);
}
