import { z } from "zod";
import type { DeliveryStatus } from "@/lib/domain/conversations";
import type { Page } from "@/lib/domain/paging";
import { MAX_TEXT_CHARACTERS, type TextMedia, type TextMessage } from "@/lib/domain/texts";
import { iso, isoText, line, pagination, paginationJson, text } from "@/lib/http/wire";
import {
  communicationsQuery,
  MESSAGE_STATUSES,
  type MessageStatus,
  messageStatusWord,
} from "./communications";
import { ids } from "./ids";

const STATUSES_OF: Record<MessageStatus, DeliveryStatus[]> = {
  queued: ["queued"],
  sent: ["sent"],
  delivered: ["delivered", "read"],
  failed: ["failed"],
};

export const textsQuery = communicationsQuery(MESSAGE_STATUSES, STATUSES_OF);

export const sendTextBody = z
  .object({
    business_id: ids.read("business").optional(),
    lead_id: ids.read("lead").nullish(),
    phone: line(40).nullish(),
    message: text(MAX_TEXT_CHARACTERS).refine((message) => message.trim() !== "", "Write a message."),
  })
  .transform(({ business_id, lead_id, phone, message }) => ({
    businessId: business_id,
    leadId: lead_id,
    phone,
    content: message,
  }));

export const textJson = z.strictObject({
  id: z.string(),
  business_id: z.string(),
  lead_id: z.string().nullable(),
  phone: z.string(),
  message: z.string(),
  direction: z.enum(["inbound", "outbound"]),
  status: z.enum(MESSAGE_STATUSES),
  error: z.string().nullable(),
  media: z.array(z.strictObject({ type: z.string(), url: z.string().nullable() })),
  created_at: isoText,
});
export const textsJson = z.strictObject({ sms: z.array(textJson), pagination: paginationJson });

export const textView = (message: TextMessage & { media?: TextMedia[] }): z.input<typeof textJson> => ({
  id: ids.write("sms", message.id),
  business_id: ids.write("business", message.businessId),
  lead_id: ids.writeNullable("lead", message.leadId),
  phone: message.phone,
  message: message.content,
  direction: message.direction,
  status: messageStatusWord(message.status),
  error: message.error,
  media: (message.media ?? []).map(({ contentType, url }) => ({ type: contentType, url })),
  created_at: iso(message.createdAt),
});

export const textsView = (page: Page<TextMessage & { media: TextMedia[] }>): z.input<typeof textsJson> => ({
  sms: page.items.map(textView),
  pagination: pagination(page),
});
