/** Counts requests per key in fixed windows. Adapters: lib/providers/limiter. */
export interface Limiter {
  take(
    key: string,
    rule: { limit: number; windowSeconds: number },
  ): Promise<{ ok: boolean; limit: number; remaining: number; resetAt: Date }>;
}
