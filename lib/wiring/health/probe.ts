import type { Context } from "@/lib/domain/context";
import { type Trouble, troubleOf } from "@/lib/providers/trouble";

export type HealthState = "healthy" | "degraded" | "unhealthy";

/** What was found. In a message, `{duration}` becomes the time that the answer took. */
export interface Finding {
  status: HealthState;
  message: string;
}

/** One thing that can be asked how it is. */
export interface Check {
  name: string;
  /** Without it nothing works: the whole is unhealthy when this is. */
  isEssential: boolean;
  /** How often it may be asked by whoever wants to know it anew. */
  restMilliseconds: number;
  /** Measures. A throw is a finding, too: `onTrouble` words it. */
  ask(ctx: Context, signal: AbortSignal): Promise<Finding>;
  /** For everybody to read: no key, no host, no SQL. */
  onTrouble(trouble: Trouble): Finding;
}

export interface Measured extends Finding {
  name: string;
  durationMilliseconds: number;
  checkedAt: Date;
}

/** A question that nobody answers is given up for good after so long, and asked anew. */
const ABANDONED_MILLISECONDS = 15_000;

class NoAnswer extends Error {
  override readonly name = "TimeoutError";
}

/**
 * Asks one thing, one question at a time: whoever comes meanwhile gets the same answer, and a question that is
 * still open at its deadline is not put a second time beside it.
 */
export class Probe {
  readonly check: Check;
  readonly #deadlineMilliseconds: number;
  #latest: Measured | null = null;
  #measuring: Promise<Measured> | null = null;
  #open: { answer: Promise<Finding>; since: number } | null = null;

  constructor(check: Check, deadlineMilliseconds: number) {
    this.check = check;
    this.#deadlineMilliseconds = deadlineMilliseconds;
  }

  /** What was found at most so long ago, or is now. Never throws, and takes no longer than the deadline. */
  measure(ctx: Context, maximumAgeMilliseconds: number): Promise<Measured> {
    const age = this.#latest ? ctx.clock.now().getTime() - this.#latest.checkedAt.getTime() : Number.NaN;
    if (this.#latest && age >= 0 && age < maximumAgeMilliseconds) return Promise.resolve(this.#latest);
    this.#measuring ??= this.#take(ctx).finally(() => {
      this.#measuring = null;
    });
    return this.#measuring;
  }

  async #take(ctx: Context): Promise<Measured> {
    const begin = performance.now();
    const finding = await this.#withinDeadline(ctx).catch((error: unknown) => {
      const trouble = troubleOf(error);
      const cause = error instanceof Error && error.cause !== undefined ? String(error.cause) : undefined;
      ctx.log.warn({ check: this.check.name, trouble, error: String(error), cause }, "a health check failed");
      return this.check.onTrouble(trouble);
    });
    const durationMilliseconds = Math.round(performance.now() - begin);
    this.#latest = {
      name: this.check.name,
      status: finding.status,
      message: finding.message.replace("{duration}", `${durationMilliseconds}ms`),
      durationMilliseconds,
      checkedAt: ctx.clock.now(),
    };
    return this.#latest;
  }

  async #withinDeadline(ctx: Context): Promise<Finding> {
    const controller = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(new NoAnswer(`No answer within ${this.#deadlineMilliseconds} ms`));
        controller.abort();
      }, this.#deadlineMilliseconds);
    });
    try {
      return await Promise.race([this.#answer(ctx, controller.signal), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #answer(ctx: Context, signal: AbortSignal): Promise<Finding> {
    const now = performance.now();
    if (this.#open && now - this.#open.since < ABANDONED_MILLISECONDS) return this.#open.answer;
    const question = { answer: this.check.ask(ctx, signal), since: now };
    const close = () => {
      if (this.#open === question) this.#open = null;
    };
    question.answer.then(close, close);
    this.#open = question;
    return question.answer;
  }
}
