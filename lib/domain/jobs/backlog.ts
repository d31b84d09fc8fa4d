import { asSystem, type Context } from "../context";

/**
 * How long the job that has waited longest is due without anybody having taken it up.
 * @returns milliseconds; 0 when nothing waits.
 */
export function longestWait(ctx: Context): Promise<number> {
  return asSystem(ctx, "the oldest job that waits", async ({ trx, clock }) => {
    const now = clock.now();
    const oldest = await trx
      .selectFrom("jobs")
      .select("run_at")
      .where("finished_at", "is", null)
      .where("dead_at", "is", null)
      .where("run_at", "<=", now)
      .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<", now)]))
      .orderBy("run_at")
      .limit(1)
      .executeTakeFirst();
    return oldest ? now.getTime() - oldest.run_at.getTime() : 0;
  });
}
