import type { MailPort } from "@/lib/domain/ports";

/** No SMTP server: every message is kept in the mails table, which the product shows, so nothing leaves. */
export const createMailbox = (): MailPort => ({ transport: "mailbox", send: async () => undefined });
