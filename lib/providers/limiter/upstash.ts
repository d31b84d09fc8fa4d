import { createHash } from "node:crypto";
import type { Ratelimit } from "@upstash/ratelimit";
import type { Limiter } from "@/lib/domain/ports";
import { LimiterUnavailable } from "./unavailable";

export interface UpstashSettings {
  url: string;
  token: string;
  /** How long an answer may take; default 1000. */
  timeoutMilliseconds?: number;
}

const TIMEOUT_MILLISECONDS = 1000;

/** Callers' text never becomes part of a key: addresses, mails and the like are hashed. */
const hashed = (key: string): string => createHash("sha256").update(key).digest("base64url");

/**
 * Counts in Upstash Redis, for all instances together, in fixed windows.
 * @throws LimiterUnavailable on errors and when it is too slow: the library alone would let everyone through.
 */
export function createUpstashLimiter(settings: UpstashSettings): Limiter {
  // Promises, so that calls that come together share one client and one pipeline.
  const rules = new Map<string, Promise<Ratelimit>>();

  const makeRule = async (limit: number, windowSeconds: number): Promise<Ratelimit> => {
    const [{ Ratelimit }, { Redis }] = await Promise.all([
      import("@upstash/ratelimit"),
      import("@upstash/redis"),
    ]);
    return new Ratelimit({
      // A repeated increment would count twice.
      redis: new Redis({ url: settings.url, token: settings.token, retry: false, enableTelemetry: false }),
      limiter: Ratelimit.fixedWindow(limit, `${windowSeconds} s`),
      prefix: `frontdesk:limit:${windowSeconds}`,
      ephemeralCache: false,
      timeout: 0,
      analytics: false,
    });
  };

  const ruleOf = (limit: number, windowSeconds: number): Promise<Ratelimit> => {
    const name = `${limit}/${windowSeconds}`;
    const rule = rules.get(name) ?? makeRule(limit, windowSeconds);
    rules.set(name, rule);
    return rule;
  };

  return {
    async take(key, { limit, windowSeconds }) {
      let timer: NodeJS.Timeout | undefined;
      const tooSlow = new Promise<never>((_resolve, reject) => {
        const after = settings.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS;
        timer = setTimeout(() => reject(new Error(`No answer within ${after} ms.`)), after);
      });
      try {
        const rule = await ruleOf(limit, windowSeconds);
        const state = await Promise.race([rule.limit(hashed(key)), tooSlow]);
        return {
          ok: state.success,
          limit,
          remaining: Math.max(0, state.remaining),
          resetAt: new Date(state.reset),
        };
      } catch (error) {
        throw new LimiterUnavailable(error);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
