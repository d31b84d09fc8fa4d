import { type Selectable, sql } from "kysely";
import type { Contacts } from "@/lib/db/types";
import type { TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { Contact } from "./schema";

export const toContact = (row: Selectable<Contacts>): Contact => ({
  id: row.id,
  name: row.name,
  phone: row.phone,
  isPhonePossible: row.is_phone_possible,
  email: row.email,
  company: row.company,
  notes: row.notes,
  isBlocked: row.is_blocked,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

/**
 * A contact of the business at hand, in the caller's transaction.
 * @throws DomainError not_found, also for one that was merged into another.
 */
export async function loadContact(ctx: TenantContext, id: string): Promise<Contact> {
  const row = isId(id)
    ? await ctx.trx
        .selectFrom("contacts")
        .selectAll()
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", id)
        .where("merged_into_id", "is", null)
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("contact");
  return toContact(row);
}

/** The contact that has this phone (E.164) or e-mail, if any: the one that goes on, where it was merged. */
export async function contactWith(
  ctx: TenantContext,
  column: "phone" | "email",
  value: string | null,
): Promise<Contact | undefined> {
  if (value === null) return undefined;
  const row = await ctx.trx
    .selectFrom("contacts")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where(column, "=", value)
    .executeTakeFirst();
  if (row?.merged_into_id) return loadContact(ctx, row.merged_into_id);
  return row && toContact(row);
}

/** Takes a phone or e-mail from the contacts that were merged into this one: it becomes the one that is shown. */
export async function claimMerged(
  ctx: TenantContext,
  id: string,
  column: "phone" | "email",
  value: string | null,
): Promise<void> {
  if (value === null) return;
  await ctx.trx
    .updateTable("contacts")
    .set({ [column]: null })
    .where("business_id", "=", ctx.business.id)
    .where("merged_into_id", "=", id)
    .where(column, "=", value)
    .execute();
}

/**
 * Takes turns with every other transaction that gives a contact of this business one of these phones or
 * e-mails, until this one ends. Sorted, so that two of them never wait for each other.
 */
export async function takeTurns(ctx: TenantContext, keys: readonly (string | null)[]): Promise<void> {
  const known = keys.filter((key) => key !== null).sort();
  for (const key of known) {
    const name = `contact ${ctx.business.id} ${key}`;
    await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(ctx.trx);
  }
}
