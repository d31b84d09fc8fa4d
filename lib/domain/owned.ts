import type { TenantContext } from "./context";
import { notFound } from "./errors";

const NOUNS = { contacts: "contact", conversations: "conversation" } as const;

/**
 * Makes sure that a row which a new one will point at is the business's own.
 * @param id UUID; null points at nothing and is fine.
 * @throws DomainError not_found
 */
export async function requireOwned(
  { trx, business }: TenantContext,
  table: keyof typeof NOUNS,
  id: string | null | undefined,
): Promise<void> {
  if (!id) return;
  const owned = await trx
    .selectFrom(table)
    .select("id")
    .where("business_id", "=", business.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!owned) throw notFound(NOUNS[table]);
}

/**
 * Makes sure that a receptionist which a row will name is the business's own.
 * @param id UUID; null names none and is fine.
 * @param options.isRemovedToo for what goes on with one that was removed; nothing begins with such a one.
 * @throws DomainError not_found
 */
export async function requireAgent(
  { trx, business }: TenantContext,
  id: string | null | undefined,
  { isRemovedToo = false }: { isRemovedToo?: boolean } = {},
): Promise<void> {
  if (!id) return;
  const agent = await trx
    .selectFrom("agents")
    .select("id")
    .where("business_id", "=", business.id)
    .where("id", "=", id)
    .$if(!isRemovedToo, (query) => query.where("removed_at", "is", null))
    .executeTakeFirst();
  if (!agent) throw notFound("agent");
}

/**
 * Makes sure that a user whom a row will name is a member of the business.
 * @param userId UUID; null names nobody and is fine.
 * @throws DomainError not_found
 */
export async function requireMember(
  { trx, business }: TenantContext,
  userId: string | null | undefined,
): Promise<void> {
  if (!userId) return;
  const member = await trx
    .selectFrom("members")
    .select("id")
    .where("business_id", "=", business.id)
    .where("user_id", "=", userId)
    .executeTakeFirst();
  if (!member) throw notFound("member");
}
