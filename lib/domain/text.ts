import { z } from "zod";

/** Text as people type it: outer space removed, and U+0000, which no text column can store. */
export const text = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .transform((value) => value.replaceAll("\u0000", "").trim());

/** The same, not empty. */
export const filledText = (maxLength: number) =>
  text(maxLength).pipe(z.string().min(1, "Must not be empty."));

/** An e-mail address in lower case, as it is stored and compared. */
export const emailAddress = text(254)
  .transform((value) => value.toLowerCase())
  .pipe(z.email("Must be an e-mail address."));

/** What looks the same is the same; what cannot be seen is not there. */
const seen = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim();

/** Protocols, addresses, names of hosts in any script and with any dot, and numbers of hosts. */
const LINK = /\S*(?:\/\/|www\.|@|[.。][\p{L}\p{M}]{2,}|(?:\d{1,3}[.。]){3}\d{1,3})\S*/giu;

/** Text without anything in it that a mail program would make a link of: for what strangers write and we send. */
export const withoutLinks = (text: string): string => seen(seen(text).replace(LINK, ""));

const NAME = /^[\p{L}\p{M}'’. -]{1,60}$/u;
const MOST_WORDS_OF_A_NAME = 5;

/**
 * A name that a stranger typed, where it looks like one: letters in five words at most, without a number or a link, so
 * that it carries no message. Empty where it does not.
 */
export function nameOrNone(text: string): string {
  const name = seen(text);
  const isName = NAME.test(name) && name.split(" ").length <= MOST_WORDS_OF_A_NAME;
  return isName && withoutLinks(name) === name ? name : "";
}
