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

/** Text without anything in it that a mail program would make a link of: for what strangers write and we send. */
export const withoutLinks = (text: string): string =>
  text
    .replace(/\S*(?:\/\/|www\.|@|\.[a-z]{2,}(?:\b|\/))\S*/gi, "")
    .replace(/\s+/g, " ")
    .trim();
