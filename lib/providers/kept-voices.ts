import type { Voice } from "@/lib/domain/ports";

const KEPT_MILLISECONDS = 600_000;
/** A page that shows the voices is not to wait for a vendor in trouble each time. */
const TROUBLE_KEPT_MILLISECONDS = 30_000;

/** Asks for the list at most once in ten minutes, and after a failure at most twice a minute. */
export function keptVoices(
  list: () => Promise<Voice[]>,
  now: () => number = Date.now,
): () => Promise<Voice[]> {
  let kept: { answer: Promise<Voice[]>; until: number } | undefined;
  return () => {
    if (kept && now() < kept.until) return kept.answer;
    const fresh = { answer: list(), until: now() + KEPT_MILLISECONDS };
    fresh.answer.catch(() => {
      fresh.until = now() + TROUBLE_KEPT_MILLISECONDS;
    });
    kept = fresh;
    return fresh.answer;
  };
}
