import type { Selectable } from "kysely";
import type { Mails } from "@/lib/db/types";
import { OPT_OUT } from "./compose";

const READERS_OWN = "(only its reader has the link)";

/**
 * A mail's text and HTML as its business may read them. The link by which a customer opts out, and takes it back, is
 * theirs alone once the mail went to them; in a mailbox that is kept here nobody else could open it.
 * @param transport how it went, or goes.
 */
export function bodyForBusiness(
  mail: Pick<Selectable<Mails>, "text_body" | "html_body" | "opt_out_url">,
  transport: string | null,
): { text: string; html: string } {
  const { text_body: text, html_body: html } = mail;
  const token = mail.opt_out_url?.split("/").at(-1);
  if (!token || transport === "mailbox") return { text, html };
  const withoutLink = (body: string, around: RegExp, instead: string) =>
    // The pattern finds links; only those with the token of this mail are cut.
    body.replace(around, (link) => (link.includes(token) ? instead : link));
  return {
    text: withoutLink(text, /\S+/g, READERS_OWN),
    html: withoutLink(html, /<a [^>]*>[^<]*<\/a>/g, `${OPT_OUT} ${READERS_OWN}`),
  };
}
