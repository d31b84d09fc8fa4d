import type { Limiter } from "@/lib/domain/limiter-port";
import { env } from "@/lib/env";
import { createMemoryLimiter } from "@/lib/providers/limiter/memory";
import { createUpstashLimiter } from "@/lib/providers/limiter/upstash";

/** RATE_LIMITS=off: counts nothing and says that all is left. */
const unlimited: Limiter = {
  take: async (_key, { limit, windowSeconds }) => ({
    ok: true,
    limit,
    remaining: limit,
    resetAt: new Date(Math.ceil(Date.now() / 1000 + windowSeconds) * 1000),
  }),
};

/** Who counts in this process. */
export function limiterKind(): "off" | "memory" | "upstash" {
  const { RATE_LIMITS, UPSTASH_REDIS_REST_URL, UPSTASH_REDIS_REST_TOKEN } = env();
  if (RATE_LIMITS === "off") return "off";
  return UPSTASH_REDIS_REST_URL && UPSTASH_REDIS_REST_TOKEN ? "upstash" : "memory";
}

/** Upstash where it is configured, so that all instances count together; else this process by itself. */
export function limiter(): Limiter {
  const { RATE_LIMITS, UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  if (RATE_LIMITS === "off") return unlimited;
  return url && token ? createUpstashLimiter({ url, token }) : createMemoryLimiter();
}
