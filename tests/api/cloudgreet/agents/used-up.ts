import type { RouteHandler } from "@/lib/http/route";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import { failure } from "../../support";

export const TOO_MANY = failure("RATE_LIMIT_EXCEEDED", "Too many requests. Wait and try again.");

/** Real routes for callers who have used up their hour. */
export function usedUp(): (handler: RouteHandler) => RouteHandler {
  const resetAt = new Date(Date.now() + 60_000);
  const runtime = runtimeUnder({
    limiter: { take: async (_key, { limit }) => ({ ok: false, limit, remaining: 0, resetAt }) },
  });
  return (handler) => rebuilt(handler, runtime);
}
