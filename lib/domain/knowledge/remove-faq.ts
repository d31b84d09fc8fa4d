import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { lockFaq } from "./list-faqs";

/** Removes a FAQ. @throws DomainError forbidden, not_found. */
export async function removeFaq(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "knowledge:write");
  await inTenant(ctx, async (ctx) => {
    const before = await lockFaq(ctx, id);
    await ctx.trx
      .deleteFrom("faqs")
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", before.id)
      .execute();
    await audit(ctx, "faq.remove", before.id, { question: before.question });
  });
}
