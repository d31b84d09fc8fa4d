import type { MailMessage, MailPort } from "@/lib/domain/ports";

// A name that somebody signed up with may carry escape sequences, which a terminal would obey.
const asPlainText = (text: string): string => text.replace(/[^\P{C}\n]/gu, "");

const printable = ({ to, subject, text }: MailMessage): string =>
  asPlainText(
    `\n── Mail to ${to}, shown here because no mail server is set up ──\n${subject}\n\n${text.trim()}\n──\n\n`,
  );

/**
 * No SMTP server: every message is kept in the mails table, which the product shows, so nothing leaves.
 * @param print writes to the terminal of whoever started the server. Account mails, which no page shows, go
 * there; with null they are read by nobody.
 */
export const createMailbox = (print: ((text: string) => void) | null): MailPort => ({
  transport: "mailbox",
  accountMail: print ? "printed" : "kept",
  send: async (message) => {
    if (message.isAccountMail) print?.(printable(message));
  },
});
