import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { loadContact } from "./contact-row";
import { type MergeInput, type MOVED, parseMerge } from "./merge-contacts";
import type { Contact } from "./schema";

/** What a merge of two contacts would join. */
export interface MergePreview {
  into: Contact;
  from: Contact;
  /** How much of `from` would go over to `into`. */
  moved: Record<(typeof MOVED)[number], number>;
}

async function countOf(
  ctx: TenantContext,
  table: (typeof MOVED)[number],
  contactId: string,
): Promise<number> {
  const { total } = await ctx.trx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as("total"))
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", contactId)
    .executeTakeFirstOrThrow();
  return Number(total);
}

/**
 * Tells what `mergeContacts` would do with the same two, and changes nothing.
 * @throws DomainError forbidden, validation_failed for a contact and itself, not_found.
 */
export async function previewMerge(ctx: Context, input: MergeInput): Promise<MergePreview> {
  authorize(ctx, "contact:write");
  const { into, from } = parseMerge(input);
  return inTenant(ctx, async (ctx) => ({
    into: await loadContact(ctx, into),
    from: await loadContact(ctx, from),
    moved: {
      conversations: await countOf(ctx, "conversations", from),
      leads: await countOf(ctx, "leads", from),
      appointments: await countOf(ctx, "appointments", from),
      tasks: await countOf(ctx, "tasks", from),
    },
  }));
}
