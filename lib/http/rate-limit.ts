import { DomainError } from "@/lib/domain/errors";
import type { Edition, LimitRule, RateState } from "./edition";
import type { HttpRuntime } from "./runtime";

export type LimitClass = keyof Edition["limits"];

/** Of two rules with as much left, the one that starts over later. */
const isTighter = (
  state: Pick<RateState, "remaining" | "resetAt">,
  other: Pick<RateState, "remaining" | "resetAt"> | null,
): boolean =>
  other === null ||
  state.remaining < other.remaining ||
  (state.remaining === other.remaining && state.resetAt > other.resetAt);

/** Counts a request against every rule of its classes and remembers the tightest for the answer's headers. */
export class RateGate {
  #tightest: RateState | null = null;
  readonly #edition: Edition;
  readonly #runtime: HttpRuntime;

  constructor(edition: Edition, runtime: HttpRuntime) {
    this.#edition = edition;
    this.#runtime = runtime;
  }

  /**
   * Takes one request of `subject` (an address or a caller) from a class of rules.
   * @throws DomainError `rate_limited` with the seconds to wait.
   */
  async take(limitClass: LimitClass, subject: string): Promise<void> {
    for (const rule of this.#edition.limits[limitClass]) await this.#takeRule(limitClass, subject, rule);
  }

  async #takeRule(limitClass: LimitClass, subject: string, rule: LimitRule): Promise<void> {
    const key = `${this.#edition.name}:${limitClass}:${rule.windowSeconds}:${subject}`;
    const state = await this.#count(key, rule, limitClass);
    if (!state) return;
    const { ok, ...rest } = state;
    if (isTighter(rest, this.#tightest)) {
      this.#tightest = { ...rest, windowSeconds: rule.windowSeconds };
    }
    if (ok) return;
    const seconds = Math.max(
      1,
      Math.ceil((rest.resetAt.getTime() - this.#runtime.clock.now().getTime()) / 1000),
    );
    throw new DomainError("rate_limited", "Too many requests. Wait and try again.", {
      retryAfterSeconds: seconds,
      isRequestLimit: true,
    });
  }

  /** A limiter that cannot be reached lets reads and writes through, and stops whoever guesses passwords. */
  async #count(key: string, rule: LimitRule, limitClass: LimitClass) {
    try {
      return await this.#runtime.limiter.take(key, rule);
    } catch (error) {
      this.#runtime.log.warn({ error: String(error) }, "the rate limiter cannot be reached");
      if (limitClass === "auth")
        throw new DomainError("unavailable", "Signing in is not possible right now. Try again shortly.");
      return null;
    }
  }

  /** The documented headers of the tightest rule that this request met. */
  headers(): Record<string, string> {
    return this.#tightest ? this.#edition.rateHeaders(this.#tightest) : {};
  }
}
