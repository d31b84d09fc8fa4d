const END = /[.!?]+["')\]]*(?=\s)|\n+/g;
/** What ends in a full stop and ends no sentence: titles, halves of the day, single capitals. */
const ABBREVIATION =
  /(?:\b(?:dr|mr|mrs|ms|st|prof|inc|no|vs|approx|ave|blvd|rd|e\.g|i\.e|[ap]\.?m)|\b[A-Z])\.$/i;

/** Cuts a text that comes in pieces into whole sentences. */
export class SentenceReader {
  #pending = "";

  /** @returns the sentences that this piece completes. */
  push(piece: string): string[] {
    this.#pending += piece;
    const whole: string[] = [];
    let from = 0;
    for (const match of this.#pending.matchAll(END)) {
      const to = match.index + match[0].length;
      const sentence = this.#pending.slice(from, to).trim();
      if (match[0].startsWith(".") && ABBREVIATION.test(sentence)) continue;
      from = to;
      if (sentence) whole.push(sentence);
    }
    this.#pending = this.#pending.slice(from);
    return whole;
  }

  /** @returns what is left when nothing more comes. */
  end(): string[] {
    const rest = this.#pending.trim();
    this.#pending = "";
    return rest ? [rest] : [];
  }
}
