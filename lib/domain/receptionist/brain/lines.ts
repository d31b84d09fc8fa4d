import type { ToolAnswer } from "./types";

/** What a line is: the brain's own words, words that claim an act, or words of the business. */
export type LineKind = "plain" | "claim" | "quote";

/**
 * A sentence or two of a reply. Lines are made in `say.ts` (plain words), by `proven` (with a receipt)
 * and by `quote` (what the business itself says), and nowhere else: the constructor is closed.
 */
export class Line {
  readonly #kind: LineKind;
  readonly #text: string;

  private constructor(kind: LineKind, text: string) {
    this.#kind = kind;
    this.#text = text;
  }

  get kind(): LineKind {
    return this.#kind;
  }

  get text(): string {
    return this.#text;
  }

  /** The brain's own words. @throws Error when they claim an act. */
  static plain(text: string): Line {
    if (claimsAnAct(text)) throw new Error(`These words need a receipt: ${text}`);
    return new Line("plain", text);
  }

  /**
   * Words that claim an act, from the answer that proves it.
   * @throws Error when the answer carries no receipt of one of these kinds.
   */
  static proven(answer: ToolAnswer, kinds: readonly string[], text: string): Line {
    if (!hasReceipt(answer, kinds)) throw new Error(`No receipt of kind ${kinds.join(" or ")}: ${text}`);
    return new Line("claim", text);
  }

  /** What the business says of itself, in its own words. */
  static quote(text: string): Line {
    return new Line(
      "quote",
      text
        .replace(/[*_#`]+/g, "")
        .replace(/\s+/g, " ")
        .trim(),
    );
  }
}

const CLAIMS = [
  /\b(?:i|we)(?:'ve| have|'m| am)?(?: just| now)? (?:booked|scheduled|rescheduled|cancell?ed|transferred|transferring|connecting|connected|moved|sent|passed|recorded|reserved|confirmed|held|holding|saved|noted|added|put)\b/i,
  /\byou(?:'re| are|'ve been| have been)(?: now| all)? (?:booked|set|scheduled|confirmed|in|down for|rescheduled|transferred|connected)\b/i,
  /\b(?:it|that|appointment|visit|slot|time|message|details|note|call)(?:'s| is| has been| was| have been|'ve been) (?:now )?(?:booked|scheduled|rescheduled|cancell?ed|transferred|connected|moved|sent|passed|reserved|confirmed|held|saved|done)\b/i,
  /\b(?:putting|transferring|connecting) you\b/i,
  /\b(?:all|it's|that's) (?:booked|cancell?ed|confirmed|done|set)\b/i,
];

/** Whether words say that an act took place. */
export const claimsAnAct = (text: string): boolean => CLAIMS.some((pattern) => pattern.test(text));

/** Whether a tool's answer carries a receipt of one of these kinds. */
export const hasReceipt = (answer: ToolAnswer, kinds: readonly string[]): boolean =>
  answer.ok && answer.receipt !== null && answer.receipt.id !== "" && kinds.includes(answer.receipt.kind);
