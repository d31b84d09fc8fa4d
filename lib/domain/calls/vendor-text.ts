const MAX_ID_LENGTH = 300;
const HALF_CHARACTERS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A vendor's text as a database can store it, in JSON too: no U+0000, no half characters. */
export const storableText = (text: string): string =>
  text.replaceAll("\u0000", "").replace(HALF_CHARACTERS, "\ufffd");

/** The same, where an empty text says nothing. */
export const vendorText = (text: string | null | undefined): string | undefined =>
  text ? storableText(text) || undefined : undefined;

/** A vendor's id, cut to what an index takes. */
export const vendorId = (text: string | null | undefined): string | undefined =>
  vendorText(text)?.slice(0, MAX_ID_LENGTH);
