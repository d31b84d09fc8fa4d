"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { createFaq, type KnowledgeHit, removeFaq, searchKnowledge, updateFaq } from "@/lib/domain/knowledge";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const PATH = "/receptionist/knowledge";
const MOST_ANSWERS = 3;

const faq = z.object({
  id: z.uuid().optional(),
  question: z.string().trim().min(1, "Enter the question.").max(500, "Use at most 500 characters."),
  answer: z.string().trim().min(1, "Enter the answer.").max(5000, "Use at most 5,000 characters."),
  /** Where it stood, for one that comes back. */
  position: z.number().int().min(0).optional(),
});
export type FaqInput = z.input<typeof faq>;

/** Adds a question with its answer, or changes the one that is named. */
export async function saveFaqAction(input: FaqInput): Promise<ActionResult<null>> {
  return runAction(faq, input, async ({ id, ...values }) => {
    const ctx = await pageContext();
    if (id) await updateFaq(ctx, { id, ...values });
    else await createFaq(ctx, values);
    revalidatePath(PATH);
    return null;
  });
}

export async function removeFaqAction(id: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), id, async (value) => {
    await removeFaq(await pageContext(), value);
    revalidatePath(PATH);
    return null;
  });
}

const asked = z.object({
  question: z.string().trim().min(1, "Type a question.").max(1000, "Use at most 1,000 characters."),
});

/** What would be found for a caller who asks this, best first; empty where the answer is not known. */
export async function askAction(input: z.input<typeof asked>): Promise<ActionResult<KnowledgeHit[]>> {
  return runAction(asked, input, async ({ question }) =>
    searchKnowledge(await pageContext(), { question, limit: MOST_ANSWERS }),
  );
}
