"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { getCall } from "@/lib/domain/calls";
import { bestAnswer, removeFaq, updateFaq, verifyAnswer } from "@/lib/domain/knowledge";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { sourceText } from "@/lib/ui/source-words";
import { type PageContext, pageContext } from "@/lib/wiring";

/** What the receptionist finds for a question. */
export interface FoundAnswer {
  answer: string;
  source: string;
  percent: number;
}

async function found(ctx: PageContext, question: string): Promise<FoundAnswer | null> {
  const best = await bestAnswer(ctx, question);
  return (
    best && {
      answer: best.answer,
      source: sourceText(best.source),
      percent: Math.round(best.relevance * 100),
    }
  );
}

const question = z.string().trim().min(1, "Enter the question.").max(500, "Use at most 500 characters.");
const fix = z.object({
  callId: z.uuid(),
  question,
  answer: z.string().trim().min(1, "Enter the answer.").max(5000, "Use at most 5,000 characters."),
});

/** A fix that was saved, and the answer to the very question before it and since. */
export interface Fixed {
  question: string;
  faqId: string;
  /** The verified answer whose place it took. */
  replaced: string | null;
  before: FoundAnswer | null;
  now: FoundAnswer | null;
}

/** Keeps the right answer to what was asked in a call. */
export async function fixAnswerAction(input: z.input<typeof fix>): Promise<ActionResult<Fixed>> {
  return runAction(fix, input, async ({ callId, ...values }) => {
    const ctx = await pageContext();
    const { conversationId } = await getCall(ctx, callId);
    const before = await found(ctx, values.question);
    const { faq, replaced } = await verifyAnswer(ctx, { ...values, conversationId });
    revalidatePath("/receptionist/knowledge");
    return {
      question: values.question,
      faqId: faq.id,
      replaced,
      before,
      now: await found(ctx, values.question),
    };
  });
}

const undo = z.object({ faqId: z.uuid(), replaced: z.string().nullable() });

/** Takes a fix back: what was verified before it stands again, else nothing does. */
export async function undoFixAction(input: z.input<typeof undo>): Promise<ActionResult<null>> {
  return runAction(undo, input, async ({ faqId, replaced }) => {
    const ctx = await pageContext();
    if (replaced === null) await removeFaq(ctx, faqId);
    else await updateFaq(ctx, { id: faqId, answer: replaced });
    revalidatePath("/receptionist/knowledge");
    return null;
  });
}

/** Asks the very question again. */
export async function runAgainAction(
  input: z.input<typeof question>,
): Promise<ActionResult<FoundAnswer | null>> {
  return runAction(question, input, async (text) => found(await pageContext(), text));
}
