import type { Selectable } from "kysely";
import { z } from "zod";
import type { Messages } from "@/lib/db/types";
import { DELIVERY_STATUSES, type DeliveryStatus } from "@/lib/domain/conversations";
import { wordOf } from "@/lib/domain/parse";

/**
 * Bounds what is taken. Carriers take ten parts, which are 1,530 basic characters or 670 of any others: the forms count
 * them; what a program sends beyond that, the carrier refuses.
 */
export const MAX_TEXT_CHARACTERS = 1_600;

export const sendTextInput = z
  .object({
    phone: z.string().max(100).nullish(),
    leadId: z.uuid().nullish(),
    content: z.string().trim().min(1, "Write a message.").max(MAX_TEXT_CHARACTERS),
  })
  .refine(({ phone, leadId }) => phone || leadId, {
    path: ["phone"],
    message: "Give a phone number or a lead that has one.",
  });
export type SendTextInput = z.input<typeof sendTextInput>;

export const listTextsInput = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(100),
  leadId: z.uuid().optional(),
  status: z.array(z.enum(DELIVERY_STATUSES)).optional(),
});
export type ListTextsInput = z.input<typeof listTextsInput>;

/** A text message to or from a customer. */
export interface TextMessage {
  id: string;
  businessId: string;
  conversationId: string;
  leadId: string | null;
  direction: "inbound" | "outbound";
  /** The customer's. */
  phone: string;
  ownNumber: string | null;
  content: string;
  /** Of one that came in: delivered. */
  status: DeliveryStatus;
  /** Why it did not arrive. */
  error: string | null;
  createdAt: Date;
}

/** A text message as its row holds it, with the lead of its conversation. */
export const textOf = (row: Selectable<Messages> & { lead_id: string | null }): TextMessage => ({
  id: row.id,
  businessId: row.business_id,
  conversationId: row.conversation_id,
  leadId: row.lead_id,
  direction: row.sender === "customer" ? "inbound" : "outbound",
  phone: row.phone ?? "",
  ownNumber: row.own_number,
  content: row.content,
  status: wordOf(DELIVERY_STATUSES, row.delivery_status ?? "delivered"),
  error: row.delivery_error,
  createdAt: row.sent_at,
});
