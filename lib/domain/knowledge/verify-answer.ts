import { sql } from "kysely";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { requireOwned } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { nextPosition } from "./create-faq";
import { type Faq, faqOf, type VerifyAnswerInput, verifyAnswerInput } from "./schema";

/** Lets one at a time write verified answers, until the transaction ends. */
export async function takeTurnToVerify({ trx, business }: TenantContext): Promise<void> {
  const turn = `verified answers of ${business.id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(trx);
}

/** The verified answer to the same words, one at a time for whoever would write one. */
export async function lockVerified(ctx: TenantContext, question: string): Promise<Faq | null> {
  await takeTurnToVerify(ctx);
  const row = await ctx.trx
    .selectFrom("faqs")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("verified_at", "is not", null)
    .where(sql<boolean>`md5(lower(question)) = md5(lower(${question}))`)
    .executeTakeFirst();
  return row ? faqOf(row) : null;
}

/**
 * Keeps a person's answer to what was asked in a conversation. There is one for the same words: a later answer
 * takes the place of the one before. Harmless when repeated.
 * @returns the FAQ, and the verified answer whose place it took.
 * @throws DomainError forbidden, validation_failed, not_found (the conversation).
 */
export async function verifyAnswer(
  ctx: Context,
  input: VerifyAnswerInput,
): Promise<{ faq: Faq; replaced: string | null }> {
  authorize(ctx, "knowledge:write");
  const { question, answer, conversationId } = parseInput(verifyAnswerInput, input);
  return inTenant(ctx, async (ctx) => {
    await requireOwned(ctx, "conversations", conversationId);
    const before = await lockVerified(ctx, question);
    if (before?.answer === answer) return { faq: before, replaced: null };
    const now = ctx.clock.now();
    const verified = {
      answer,
      verified_at: now,
      verified_by: ctx.actor.kind === "user" ? ctx.actor.userId : null,
      source_conversation_id: conversationId,
      updated_at: now,
    };
    const row = before
      ? await ctx.trx
          .updateTable("faqs")
          .set(verified)
          .where("business_id", "=", ctx.business.id)
          .where("id", "=", before.id)
          .returningAll()
          .executeTakeFirstOrThrow()
      : await ctx.trx
          .insertInto("faqs")
          .values({
            ...verified,
            id: newId(now),
            business_id: ctx.business.id,
            question,
            position: await nextPosition(ctx),
            created_at: now,
          })
          .returningAll()
          .executeTakeFirstOrThrow();
    await audit(ctx, "faq.verify", row.id, {
      question,
      answer,
      before: before?.answer ?? null,
      conversationId,
    });
    return { faq: faqOf(row), replaced: before?.answer ?? null };
  });
}
