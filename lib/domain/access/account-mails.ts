import { verificationPage } from "@/lib/domain/verified-address";
import { appUrl } from "@/lib/env";

interface MailText {
  subject: string;
  text: string;
  html: string;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const asHtml = (paragraphs: readonly string[]): string =>
  paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join("\n");

/** The mail that carries a verification code. */
export function verificationMail(firstName: string, code: string): MailText {
  const hello = firstName === "" ? "Hello," : `Hello ${firstName},`;
  const lines = ["your verification code for Frontdesk is", "It is good for ten minutes. Enter it here:"];
  const page = escapeHtml(verificationPage());
  const ignore = "If you did not ask for it, ignore this mail.";
  return {
    subject: `${code} is your verification code`,
    text: [hello, `${lines[0]} ${code}. ${lines[1]}`, verificationPage(), ignore].join("\n\n"),
    html: asHtml([
      escapeHtml(hello),
      `${lines[0]} <strong>${code}</strong>. ${lines[1]}`,
      `<a href="${page}">${page}</a>`,
      ignore,
    ]),
  };
}

/** The mail that carries a link to choose a new password. The link leads to this installation, whatever host was asked. */
export function passwordResetMail(firstName: string, token: string): MailText {
  const hello = firstName === "" ? "Hello," : `Hello ${firstName},`;
  const link = `${appUrl()}/reset-password?token=${encodeURIComponent(token)}`;
  const ask = "choose a new password for Frontdesk here, within the next hour:";
  const ignore = "If you did not ask for it, ignore this mail: your password stays as it is.";
  return {
    subject: "Choose a new password",
    text: [hello, ask, link, ignore].join("\n\n"),
    html: asHtml([escapeHtml(hello), ask, `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`, ignore]),
  };
}
