import type { Clock } from "./clock";
import { DomainError } from "./errors";

/** As people say it, and no shorter than it takes: "a minute", "20 minutes", "3 hours". */
const waitText = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return minutes === 1 ? "a minute" : `${minutes} minutes`;
  const hours = Math.ceil(minutes / 60);
  return hours === 1 ? "an hour" : `${hours} hours`;
};

/**
 * The refusal of one more than may be within a time.
 * @param oldest the one that has to be older than `withinMs` before there is room again.
 * @param words what is told, given how long to wait.
 * @returns the error, with the seconds until then.
 */
export function tooOften(
  clock: Clock,
  oldest: Date,
  withinMs: number,
  words: (wait: string) => string,
): DomainError {
  const waitMs = oldest.getTime() + withinMs - clock.now().getTime();
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new DomainError("rate_limited", words(waitText(retryAfterSeconds)), { retryAfterSeconds });
}
