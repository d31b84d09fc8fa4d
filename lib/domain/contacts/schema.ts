import { z } from "zod";
import { emailAddress, text } from "@/lib/domain/text";

/** A customer of the business: one for each phone number and e-mail address. */
export interface Contact {
  id: string;
  name: string;
  /** E.164. */
  phone: string | null;
  /** False: such a number cannot exist, so it is never dialled. */
  isPhonePossible: boolean;
  email: string | null;
  company: string;
  notes: string;
  isBlocked: boolean;
  createdAt: Date;
  updatedAt: Date;
}

const phone = text(100);

/** What is known of a customer; empty texts count as unknown. */
export const contactFacts = z.object({
  name: text(200).nullish(),
  phone: phone.nullish(),
  email: z.union([z.literal("").transform(() => null), emailAddress]).nullish(),
  company: text(200).nullish(),
});
export type ContactFacts = z.input<typeof contactFacts>;

export const contactPatch = z.object({
  id: z.string(),
  name: text(200).optional(),
  phone: phone.nullish(),
  email: emailAddress.nullish(),
  company: text(200).optional(),
  notes: text(5000).optional(),
  isBlocked: z.boolean().optional(),
});

export const contactQuery = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(100),
  search: text(200).optional(),
});
