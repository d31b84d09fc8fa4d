import { createApiKey } from "@/lib/domain/access";
import { newId } from "@/lib/domain/ids";
import { anonymousContext } from "../../../support/context";
import { setPerson } from "../accounts";
import type { Office, Person } from "../office";

/** The header of a key of the office, which may do what its owner may. */
export async function apiKeyOf({ owner, businessId, clock }: Office): Promise<Record<string, string>> {
  const nobody = await anonymousContext(clock);
  const actor = {
    kind: "user",
    userId: owner.userId,
    sessionId: newId(clock.now()),
    isPlatformAdmin: false,
  } as const;
  const { key } = await createApiKey(
    { ...nobody, actor, business: { id: businessId, role: "owner" } },
    { name: "Matrix" },
  );
  return { "x-api-key": key };
}

/** Somebody who runs the platform and works nowhere. */
export async function platformAdminOf(office: Office): Promise<Person> {
  const person = await office.stranger();
  await setPerson(person.email, { is_platform_admin: true });
  return person;
}
