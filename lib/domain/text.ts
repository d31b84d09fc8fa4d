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
