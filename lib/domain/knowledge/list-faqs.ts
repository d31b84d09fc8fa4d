import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { type Faq, faqOf } from "./schema";

const MAX_ROWS = 1000;

/** A FAQ of the business at hand, locked for a change. @throws DomainError not_found. */
export async function lockFaq(ctx: TenantContext, id: string): Promise<Faq> {
  const row = isId(id)
    ? await ctx.trx
        .selectFrom("faqs")
        .selectAll()
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!row) throw notFound("faq");
  return faqOf(row);
}

/** The FAQs of the business in their order. @throws DomainError forbidden. */
export async function listFaqs(ctx: Context): Promise<Faq[]> {
  authorize(ctx, "knowledge:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const rows = await trx
      .selectFrom("faqs")
      .selectAll()
      .where("business_id", "=", business.id)
      .orderBy("position")
      .orderBy("created_at")
      .orderBy("id")
      .limit(MAX_ROWS)
      .execute();
    return rows.map(faqOf);
  });
}
