import { type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";

const WORK = "suite";
/** How long a run goes on beginning calls. */
const RUN_SECONDS = 120;
/** What a run holds is free again after this: the last call of a run ends long before. */
const LEASE_SECONDS = 300;

const inSeconds = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000);

/** Takes the lease unless it is held. @returns false where it is. */
const take = (ctx: Context, token: string, now: Date): Promise<boolean> =>
  inTenant(ctx, async ({ trx, business }) => {
    const lease = { token, expires_at: inSeconds(now, LEASE_SECONDS) };
    const row = await trx
      .insertInto("leases")
      .values({ business_id: business.id, work: WORK, ...lease })
      .onConflict((conflict) =>
        conflict.columns(["business_id", "work"]).doUpdateSet(lease).where("leases.expires_at", "<=", now),
      )
      .returning("token")
      .executeTakeFirst();
    return row !== undefined;
  });

const giveBack = (ctx: Context, token: string): Promise<void> =>
  inTenant(ctx, async ({ trx, business }) => {
    await trx
      .deleteFrom("leases")
      .where("business_id", "=", business.id)
      .where("work", "=", WORK)
      .where("token", "=", token)
      .execute();
  });

/**
 * Does the work of a run of the suite, of which a business has one at a time: calls without end would keep the
 * database from those who really ring. A row is held and no lock, so that a run which broke off is forgotten.
 * @param work gets the time after which it begins no more calls.
 * @throws DomainError `conflict` while another run is under way.
 */
export async function inOneRun<T>(ctx: Context, work: (until: Date) => Promise<T>): Promise<T> {
  const now = ctx.clock.now();
  const token = newId(now);
  if (!(await take(ctx, token, now))) {
    throw new DomainError(
      "conflict",
      "These calls are being held already. Wait until that run is done, then run them again.",
      { subject: "scenario" },
    );
  }
  try {
    return await work(inSeconds(now, RUN_SECONDS));
  } finally {
    await giveBack(ctx, token);
  }
}
