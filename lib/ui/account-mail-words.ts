import type { MailPort } from "@/lib/domain/ports";

interface AccountMailWords {
  /** Before asking for a link to choose a new password. */
  resetLead: string;
  /** After asking; the same whether there is such an account or not. */
  resetAsked: (email: string) => string;
  /** Over the field for a code. */
  codeLead: (email: string) => string;
  codeAsked: string;
}

/** Where a person finds the mail that lets them in: nobody waits for one that never comes. */
export const ACCOUNT_MAIL_WORDS: Record<MailPort["accountMail"], AccountMailWords> = {
  sent: {
    resetLead: "Tell us your e-mail address and we send you a link.",
    resetAsked: (email) =>
      `If ${email} has an account, a link to choose a new password is on its way. Look in your inbox.`,
    codeLead: (email) => `We sent a code with six digits to ${email}. Enter it here.`,
    codeAsked: "A new code is on its way. The one before no longer works.",
  },
  printed: {
    resetLead:
      "No mail server is connected here, so nothing is mailed: your link appears in the terminal window that Frontdesk was started in.",
    resetAsked: (email) =>
      `If ${email} has an account, a link to choose a new password is now in the terminal window that Frontdesk was started in.`,
    codeLead: (email) =>
      `No mail server is connected here, so nothing was mailed to ${email}: your six digits are in the terminal window that Frontdesk was started in.`,
    codeAsked: "A new code is in the terminal window. The one before no longer works.",
  },
  kept: {
    resetLead:
      "No mail server is connected yet, so no link can reach you. Ask whoever runs Frontdesk for you to connect one.",
    resetAsked: () => "No mail server is connected yet, so no link can reach you.",
    codeLead: () =>
      "No mail server is connected yet, so no code can reach you. Ask whoever runs Frontdesk for you to connect one, then send a new code.",
    codeAsked: "No mail server is connected yet, so no code can reach you.",
  },
};
