import type { SendMailOptions } from "nodemailer";
import type { MailMessage } from "@/lib/domain/ports";

/** The sender as a mail shows it: the address of whose server it is, under the name of whoever writes. */
const senderOf = (from: string, name: string | null): string | { name: string; address: string } =>
  name === null ? from : { name, address: (/<([^<>]+)>\s*$/.exec(from)?.[1] ?? from).trim() };

/**
 * The headers by which a mail program offers to unsubscribe (RFC 2369 §3.2). One click is offered over HTTPS only
 * (RFC 8058 §3.1). Not folded, as a link must not be broken.
 */
const optOutHeaders = (url: string) => ({
  "List-Unsubscribe": { prepared: true, value: `<${url}>` },
  ...(url.startsWith("https:") ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
});

/**
 * A message as the SDK takes it.
 * @param from `Name <address>` or an address.
 */
export const wireMail = (message: MailMessage, from: string): SendMailOptions => ({
  subject: message.subject,
  text: message.text,
  html: message.html,
  attachments: message.attachments,
  from: senderOf(from, message.fromName),
  // As an object, so that nothing in it is read as a second address.
  to: { name: "", address: message.to },
  ...(message.replyTo ? { replyTo: { name: message.fromName ?? "", address: message.replyTo } } : {}),
  messageId: `<${message.messageId}>`,
  headers: message.optOutUrl ? optOutHeaders(message.optOutUrl) : {},
  disableFileAccess: true,
  disableUrlAccess: true,
});
