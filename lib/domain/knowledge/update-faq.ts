import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { lockFaq } from "./list-faqs";
import { type Faq, type FaqPatch, faqOf, faqPatch } from "./schema";
import { lockVerified } from "./verify-answer";

/**
 * Changes a FAQ; what is not given stays.
 * @throws DomainError forbidden, validation_failed, not_found, already_exists (another verified answer to the
 * question of a verified one).
 */
export async function updateFaq(ctx: Context, input: FaqPatch): Promise<Faq> {
  authorize(ctx, "knowledge:write");
  const { id, ...patch } = parseInput(faqPatch, input);
  return inTenant(ctx, async (ctx) => {
    const before = await lockFaq(ctx, id);
    if (before.verifiedAt && patch.question !== undefined) {
      const other = await lockVerified(ctx, patch.question);
      if (other && other.id !== before.id)
        throw new DomainError(
          "already_exists",
          "There is a verified answer to this question. Change that one.",
        );
    }
    const row = await ctx.trx
      .updateTable("faqs")
      .set({ ...patch, updated_at: ctx.clock.now() })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(ctx, "faq.update", row.id, patch);
    return faqOf(row);
  });
}
