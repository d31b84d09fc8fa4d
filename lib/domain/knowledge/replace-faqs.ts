import { sql } from "kysely";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, type FieldErrors } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { createFaq } from "./create-faq";
import { listFaqs } from "./list-faqs";
import { removeFaq } from "./remove-faq";
import { type Faq, type ReplaceFaqsInput, replaceFaqsInput } from "./schema";
import { updateFaq } from "./update-faq";
import { takeTurnToVerify } from "./verify-answer";

/** What is wrong with the numbers of a list: each must be one of the business's FAQs, and stand there once. */
function complaints(numbers: readonly (number | null)[], known: ReadonlyMap<number, Faq>): FieldErrors {
  const fields: FieldErrors = {};
  for (const [index, number] of numbers.entries()) {
    if (number === null) continue;
    if (!known.has(number)) fields[`faqs.${index}.id`] = ["No FAQ has this id. Leave it out to add one."];
    else if (numbers.indexOf(number) < index) fields[`faqs.${index}.id`] = ["Name each FAQ once."];
  }
  return fields;
}

/** Takes their questions from verified FAQs that get others, so that these may be given to one another. */
async function freeQuestions(ctx: TenantContext, faqs: readonly Faq[]): Promise<void> {
  if (faqs.length === 0) return;
  await takeTurnToVerify(ctx);
  await ctx.trx
    .updateTable("faqs")
    .set({ question: sql<string>`id::text` })
    .where("business_id", "=", ctx.business.id)
    .where(
      "id",
      "in",
      faqs.map(({ id }) => id),
    )
    .execute();
}

/**
 * Puts a whole list in the place of the FAQs there are: those with a number are changed, those without are added,
 * those left out are removed. The order is the list's.
 * @throws DomainError forbidden, validation_failed, already_exists (as `updateFaq`).
 */
export async function replaceFaqs(ctx: Context, input: ReplaceFaqsInput): Promise<Faq[]> {
  authorize(ctx, "knowledge:write");
  const { faqs } = parseInput(replaceFaqsInput, input);
  return inTenant(ctx, async (ctx) => {
    // Two lists at once would each keep what the other one added.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`faqs of ${ctx.business.id}`}, 0))`.execute(
      ctx.trx,
    );
    const before = await listFaqs(ctx);
    const known = new Map(before.map((faq) => [faq.number, faq]));
    const numbers = faqs.map(({ number }) => number);
    const fields = complaints(numbers, known);
    if (Object.keys(fields).length > 0) {
      throw new DomainError("validation_failed", "Some FAQs are not valid.", { fields });
    }
    const asked = new Map(faqs.map(({ number, question }) => [number, question]));
    await freeQuestions(
      ctx,
      before.filter(({ number, question, verifiedAt }) => {
        const next = asked.get(number);
        return verifiedAt !== null && next !== undefined && next !== question;
      }),
    );
    for (const faq of before) if (!numbers.includes(faq.number)) await removeFaq(ctx, faq.id);
    for (const [position, { number, question, answer }] of faqs.entries()) {
      const current = number === null ? undefined : known.get(number);
      if (!current) {
        await createFaq(ctx, { question, answer, position });
        continue;
      }
      const isSame =
        current.question === question && current.answer === answer && current.position === position;
      if (!isSame) await updateFaq(ctx, { id: current.id, question, answer, position });
    }
    return listFaqs(ctx);
  });
}
