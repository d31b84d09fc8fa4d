import type { Selectable } from "kysely";
import { z } from "zod";
import type { Faqs } from "@/lib/db/types";
import { filledText } from "@/lib/domain/text";

/** A question that customers ask, and what the business answers. */
export interface Faq {
  id: string;
  number: number;
  question: string;
  answer: string;
  /** Order in lists. */
  position: number;
  /** When a person wrote it as the right answer to what a caller had asked; null for other FAQs. */
  verifiedAt: Date | null;
  /** The conversation in which it was asked. */
  sourceConversationId: string | null;
  createdAt: Date;
  updatedAt: Date;
}

const fields = {
  question: filledText(500),
  answer: filledText(5000),
  position: z.number().int().min(0).max(100_000).optional(),
};

export const newFaq = z.object(fields);
export const faqPatch = z.object(fields).partial().extend({ id: z.string() });

/** The whole list; `number` names a FAQ that there is, null a new one. */
export const replaceFaqsInput = z.object({
  faqs: z
    .array(
      z.object({ number: z.number().int().nullable(), question: fields.question, answer: fields.answer }),
    )
    .max(1000),
});
export type ReplaceFaqsInput = z.input<typeof replaceFaqsInput>;

/** The right answer to what was asked in a conversation. */
export const verifyAnswerInput = z.object({
  question: fields.question,
  answer: fields.answer,
  conversationId: z.uuid(),
});
export type VerifyAnswerInput = z.input<typeof verifyAnswerInput>;

export type NewFaq = z.input<typeof newFaq>;
export type FaqPatch = z.input<typeof faqPatch>;

export const knowledgeQuery = z.object({
  question: filledText(1000),
  limit: z.number().int().min(1).max(20).default(5),
});
export type KnowledgeQuery = z.input<typeof knowledgeQuery>;

/** Something the business knows that bears on a question. */
export interface KnowledgeHit {
  answer: string;
  source: {
    kind: "faq" | "business" | "service";
    id: string | null;
    question?: string;
    /** A person of the business verified this answer. */
    isVerified?: true;
  };
  /** 0 to 1: how much of the question the source accounts for, as measured. */
  relevance: number;
}

/** A FAQ as its row holds it. */
export const faqOf = (row: Selectable<Faqs>): Faq => ({
  id: row.id,
  number: row.number,
  question: row.question,
  answer: row.answer,
  position: row.position,
  verifiedAt: row.verified_at,
  sourceConversationId: row.source_conversation_id,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});
