import { asSystem, type Context } from "../context";

const KEPT_DAYS = 30;

/**
 * Removes what has served its time: expired idempotency keys, and after a month one-time tokens, sessions,
 * finished jobs, what was told to programs of businesses, and the bodies of what vendors and programs told us: that they
 * told it stays, so that a repeat of it is still one.
 * @returns how many rows went.
 */
export function cleanUp(ctx: Context): Promise<number> {
  return asSystem(ctx, "clean-up", async ({ trx, clock }) => {
    const now = clock.now();
    const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    const removed = [
      await trx.deleteFrom("idempotency_keys").where("expires_at", "<", now).executeTakeFirst(),
      await trx.deleteFrom("one_time_tokens").where("expires_at", "<", before).executeTakeFirst(),
      await trx.deleteFrom("sessions").where("expires_at", "<", before).executeTakeFirst(),
      await trx.deleteFrom("jobs").where("finished_at", "<", before).executeTakeFirst(),
      await trx.deleteFrom("webhook_deliveries").where("created_at", "<", before).executeTakeFirst(),
    ];
    await trx
      .updateTable("inbox_events")
      .set({ body: "" })
      .where("received_at", "<", before)
      .where("body", "!=", "")
      .execute();
    return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
  });
}
