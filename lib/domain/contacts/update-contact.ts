import type { z } from "zod";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { parseInput } from "@/lib/domain/parse";
import { claimMerged, contactWith, loadContact, takeTurns } from "./contact-row";
import { phoneNumber } from "./phone";
import { type Contact, contactPatch } from "./schema";

async function refuseTaken(
  ctx: TenantContext,
  id: string,
  column: "phone" | "email",
  value: string | null,
): Promise<void> {
  const holder = await contactWith(ctx, column, value);
  if (!holder) return;
  if (holder.id === id) return claimMerged(ctx, id, column, value);
  const what = column === "phone" ? "phone number" : "e-mail address";
  const message = `Another contact has this ${what}. Merge the two, or use another one.`;
  throw new DomainError("already_exists", message, {
    subject: "contact",
    fields: { [column]: ["Belongs to another contact."] },
    data: { contactId: holder.id, contactName: holder.name },
  });
}

/**
 * Changes what is given of a contact; null takes the phone or e-mail away.
 * @throws DomainError forbidden, validation_failed, not_found, already_exists when another contact has the phone or e-mail.
 */
export async function updateContact(ctx: Context, input: z.input<typeof contactPatch>): Promise<Contact> {
  authorize(ctx, "contact:write");
  const { id, ...patch } = parseInput(contactPatch, input);
  const phone = patch.phone ? phoneNumber(patch.phone) : null;
  return inTenant(ctx, async (ctx) => {
    await takeTurns(ctx, [phone?.e164 ?? null, patch.email ?? null]);
    await loadContact(ctx, id);
    await refuseTaken(ctx, id, "phone", phone?.e164 ?? null);
    await refuseTaken(ctx, id, "email", patch.email ?? null);
    await ctx.trx
      .updateTable("contacts")
      .set({
        name: patch.name,
        ...(patch.phone === undefined
          ? {}
          : { phone: phone?.e164 ?? null, is_phone_possible: phone?.isPossible ?? true }),
        email: patch.email,
        company: patch.company,
        notes: patch.notes,
        is_blocked: patch.isBlocked,
        updated_at: ctx.clock.now(),
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "contact.update", id, patch);
    announce(ctx, "contact");
    return loadContact(ctx, id);
  });
}
