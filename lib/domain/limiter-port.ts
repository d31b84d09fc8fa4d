/** Counts per key in fixed windows: requests in the pipeline, visits of strangers in the domain. Adapters: lib/providers/limiter. */
export interface Limiter {
  /** @throws where the counter cannot be reached: who asks decides whether that lets through or stops. */
  take(
    key: string,
    rule: { limit: number; windowSeconds: number },
  ): Promise<{ ok: boolean; limit: number; remaining: number; resetAt: Date }>;
}
