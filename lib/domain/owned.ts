import type { TenantContext } from "./context";
import { notFound } from "./errors";

const NOUNS = { contacts: "contact", agents: "agent", conversations: "conversation" } as const;

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
