import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

/**
 * What strangers cost a business: a search for free times, a change of what is booked (tries count, too), or nothing
 * worth counting, as reading one appointment is.
 */
export type Visit = "search" | "change" | "read";

/** Of one business, whoever comes from wherever; more than one address may ask by any door. */
const RULES = {
  search: { limit: 300, windowSeconds: 60 },
  change: { limit: 120, windowSeconds: 60 },
} as const;

/**
 * Counts a visit of strangers to a business. Where the counter is out of reach nobody is turned away.
 * @throws DomainError `rate_limited` with the seconds to wait.
 */
export async function countVisit(ctx: Context, businessId: string, visit: Visit): Promise<void> {
  if (visit === "read") return;
  const state = await ctx.ports.limiter
    .take(`public:${visit}:${businessId}`, RULES[visit])
    .catch((error: unknown) => {
      ctx.log.warn({ error: String(error) }, "the rate limiter cannot be reached");
      return null;
    });
  if (!state || state.ok) return;
  const waitMs = state.resetAt.getTime() - ctx.clock.now().getTime();
  throw new DomainError("rate_limited", "Many people are here just now. Try again in a minute, or call us.", {
    retryAfterSeconds: Math.min(RULES[visit].windowSeconds, Math.max(1, Math.ceil(waitMs / 1000))),
  });
}
