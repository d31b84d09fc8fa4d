import { z } from "zod";
import { EMAIL_KINDS, type Email, type EmailStatus } from "@/lib/domain/emails";
import type { Page } from "@/lib/domain/paging";
import { iso, isoNullable, isoText, line, pagination, paginationJson, text } from "@/lib/http/wire";
import { communicationsQuery, MESSAGE_STATUSES, type MessageStatus } from "./communications";
import { ids } from "./ids";

/** No mail server says whether somebody got a mail, so that none is ever called delivered. */
const STATUSES_OF: Record<MessageStatus, EmailStatus[]> = {
  queued: ["queued"],
  sent: ["sent"],
  delivered: [],
  failed: ["failed"],
};

export const emailsQuery = communicationsQuery(MESSAGE_STATUSES, STATUSES_OF);

export const sendEmailBody = z
  .object({
    business_id: ids.read("business").optional(),
    lead_id: ids.read("lead").nullish(),
    to: line(254).nullish(),
    subject: line(200).min(1, "Write a subject."),
    content: text(20_000).refine((content) => content.trim() !== "", "Write a message."),
  })
  .transform(({ business_id, lead_id, ...rest }) => ({ ...rest, businessId: business_id, leadId: lead_id }));

export const emailJson = z.strictObject({
  id: z.string(),
  business_id: z.string(),
  lead_id: z.string().nullable(),
  to: z.string(),
  subject: z.string(),
  content: z.string(),
  kind: z.enum(EMAIL_KINDS),
  status: z.enum(MESSAGE_STATUSES),
  transport: z.enum(["smtp", "mailbox"]).nullable(),
  error: z.string().nullable(),
  sent_at: isoText.nullable(),
  created_at: isoText,
});
export const emailsJson = z.strictObject({ emails: z.array(emailJson), pagination: paginationJson });

export const emailView = (email: Email): z.input<typeof emailJson> => ({
  id: ids.write("email", email.id),
  business_id: ids.write("business", email.businessId),
  lead_id: ids.writeNullable("lead", email.leadId),
  to: email.to,
  subject: email.subject,
  content: email.content,
  kind: email.kind,
  status: email.status,
  transport: email.transport,
  error: email.error,
  sent_at: isoNullable(email.sentAt),
  created_at: iso(email.createdAt),
});

export const emailsView = (page: Page<Email>): z.input<typeof emailsJson> => ({
  emails: page.items.map(emailView),
  pagination: pagination(page),
});
