import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";
import { type Faq, faqOf, type NewFaq, newFaq } from "./schema";

/** The place behind the last FAQ. */
export async function nextPosition(ctx: TenantContext): Promise<number> {
  const { last } = await ctx.trx
    .selectFrom("faqs")
    .select((eb) => eb.fn.max("position").as("last"))
    .where("business_id", "=", ctx.business.id)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : last + 1;
}

/** Adds a FAQ, at the end unless a position is given. @throws DomainError forbidden, validation_failed. */
export async function createFaq(ctx: Context, input: NewFaq): Promise<Faq> {
  authorize(ctx, "knowledge:write");
  const { question, answer, position } = parseInput(newFaq, input);
  return inTenant(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("faqs")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        question,
        answer,
        position: position ?? (await nextPosition(ctx)),
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await audit(ctx, "faq.create", row.id, { question });
    return faqOf(row);
  });
}
