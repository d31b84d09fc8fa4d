import { asSystem, type Context } from "../context";
import { dueJobs } from "./due";

/**
 * How long the job that has waited longest is due without anybody having taken it up.
 * @returns milliseconds; 0 when nothing waits.
 */
export function longestWait(ctx: Context): Promise<number> {
  return asSystem(ctx, "the oldest job that waits", async (ctx) => {
    const oldest = await dueJobs(ctx).select("run_at").limit(1).executeTakeFirst();
    return oldest ? ctx.clock.now().getTime() - oldest.run_at.getTime() : 0;
  });
}
