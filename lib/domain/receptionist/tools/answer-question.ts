import { z } from "zod";
import { bestAnswer, verifiedAnswer } from "@/lib/domain/knowledge";
import { question } from "./arguments";
import { defineTool } from "./tool";

/** Answers from FAQs, business facts and services; finds nothing where it does not know. */
export const answerQuestion = defineTool({
  name: "answer_question",
  needsTimes: false,
  description:
    "Look up the answer to a question about the business: FAQs, hours, address, services, prices. When found is false, say that you do not know and offer to take a message.",
  arguments: z.object({
    question,
    only_verified: z
      .boolean()
      .optional()
      .describe("True: only an answer that the staff has put right for this same question."),
  }),
  async run({ ctx }, given) {
    const best = await (given.only_verified ? verifiedAnswer : bestAnswer)(ctx, given.question);
    if (!best) return { result: { found: false, answer: null }, receipt: null };
    const { kind, id, question: asked, isVerified } = best.source;
    const relevance = Math.round(best.relevance * 100) / 100;
    return {
      result: {
        found: true,
        answer: best.answer,
        source: { kind, id, question: asked ?? null, ...(isVerified ? { isVerified } : {}) },
        relevance,
      },
      receipt: null,
    };
  },
});
