import { randomUUID } from "node:crypto";
import type { Selectable } from "kysely";
import type { Agents } from "@/lib/db/types";
import { type Context, inTenant } from "@/lib/domain/context";
import { VendorError } from "@/lib/domain/ports";

/** Longer than all requests of one telling together. */
const LEASE_SECONDS = 60;
/** How long an agent may still come to be at the vendor after nobody waits for the answer any more. */
const UNCLEAR_SECONDS = 10;

export const agentRow = (ctx: Context, agentId: string): Promise<Selectable<Agents> | undefined> =>
  inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("agents")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("id", "=", agentId)
      .executeTakeFirst(),
  );

/** A receptionist that nobody else tells the vendor of meanwhile. */
export interface Lease {
  id: string;
  row: Selectable<Agents>;
  /** An earlier telling may have made an agent at the vendor that we do not know. */
  mayBeThere: boolean;
}

/**
 * Takes a receptionist to tell the vendor of it, as it is now.
 * @param isUrgent a caller waits: it is taken from whoever is at it, who may have died.
 * @returns null where there is none.
 * @throws VendorError, retryable, while somebody else is at it.
 */
export const takeLease = (ctx: Context, agentId: string, isUrgent: boolean): Promise<Lease | null> =>
  inTenant(ctx, async ({ trx, business, clock }) => {
    const now = clock.now();
    const row = await trx
      .selectFrom("agents")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("id", "=", agentId)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return null;
    if (!isUrgent && row.sync_leased_until && row.sync_leased_until > now)
      throw new VendorError("retell", "Retell is being told of this receptionist.", { isRetryable: true });
    const id = randomUUID();
    await trx
      .updateTable("agents")
      .set({
        sync_lease_id: id,
        sync_leased_until: new Date(now.getTime() + LEASE_SECONDS * 1000),
        sync_begun_at: row.sync_begun_at ?? now,
      })
      .where("business_id", "=", business.id)
      .where("id", "=", agentId)
      .execute();
    return { id, row, mayBeThere: row.sync_begun_at !== null && row.voice_vendor_agent_id === null };
  });

/** Until when an agent may come to be at the vendor that nobody waits for any more. */
export const unclearUntil = ({ clock }: Context): Date =>
  new Date(clock.now().getTime() + UNCLEAR_SECONDS * 1000);

/** The lease is over with the next change of the row; `isUnclear`: a little later, so that a late agent is found. */
export const leaseEnd = (ctx: Context, isUnclear = false): { sync_leased_until: Date | null } => ({
  sync_leased_until: isUnclear ? unclearUntil(ctx) : null,
});
