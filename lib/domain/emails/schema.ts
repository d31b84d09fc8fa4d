import type { Selectable } from "kysely";
import { z } from "zod";
import type { Mails } from "@/lib/db/types";
import { bodyForBusiness } from "@/lib/domain/notifications";
import { wordOf } from "@/lib/domain/parse";
import { emailAddress, filledText } from "@/lib/domain/text";

/** What SMTP can know: a server took the mail or refused it. Whether somebody got it, no server says. */
const EMAIL_STATUSES = ["queued", "sent", "failed"] as const;
export type EmailStatus = (typeof EMAIL_STATUSES)[number];

/** `message` is what somebody wrote; the others are about an appointment and written here. */
export const EMAIL_KINDS = [
  "message",
  "appointment_confirmation",
  "appointment_request",
  "appointment_moved",
  "appointment_cancellation",
  "appointment_reminder",
] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

const MAX_SUBJECT_CHARACTERS = 200;
const MAX_CONTENT_CHARACTERS = 20_000;

const subject = filledText(MAX_SUBJECT_CHARACTERS).refine(
  (text) => !/\p{Cc}/u.test(text),
  "Must be one line.",
);
const content = filledText(MAX_CONTENT_CHARACTERS).transform((text) => text.replace(/\r\n?/g, "\n"));

export const sendEmailInput = z
  .object({
    to: z.union([z.literal("").transform(() => null), emailAddress]).nullish(),
    leadId: z.uuid().nullish(),
    contactId: z.uuid().nullish(),
    subject,
    content,
  })
  .refine(({ to, leadId, contactId }) => to || leadId || contactId, {
    path: ["to"],
    message: "Give an e-mail address, or a lead or contact that has one.",
  });
export type SendEmailInput = z.input<typeof sendEmailInput>;

export const listEmailsInput = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(100),
  leadId: z.uuid().optional(),
  status: z.array(z.enum(EMAIL_STATUSES)).optional(),
});
export type ListEmailsInput = z.input<typeof listEmailsInput>;

/** An e-mail to a customer. */
export interface Email {
  id: string;
  businessId: string;
  leadId: string | null;
  to: string;
  subject: string;
  /** What was written, without what stands around it; of an automatic one, all of its text. */
  content: string;
  kind: EmailKind;
  status: EmailStatus;
  /** `mailbox`: no mail server is set up, so it was kept here; null until it is settled. */
  transport: "smtp" | "mailbox" | null;
  /** Why it did not go out, or not yet. */
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** An e-mail as its row holds it, with what its message says. */
export const emailOf = (row: Selectable<Mails> & { content: string | null }): Email => ({
  id: row.id,
  businessId: row.business_id ?? "",
  leadId: row.lead_id,
  to: row.to_address,
  subject: row.subject,
  content: row.content ?? bodyForBusiness(row, row.transport).text,
  kind: wordOf(EMAIL_KINDS, row.kind),
  status: wordOf(EMAIL_STATUSES, row.status),
  transport: row.transport === "smtp" || row.transport === "mailbox" ? row.transport : null,
  error: row.error,
  createdAt: row.created_at,
  sentAt: row.sent_at,
});
