const SHOWN_CHARACTERS = 500;

/** The beginning of what a receiver answered, as it can be stored: without U+0000 and half a character at the cut. */
export const excerptOf = (answer: string): string =>
  answer
    .slice(0, SHOWN_CHARACTERS)
    .replaceAll("\u0000", "")
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD");
