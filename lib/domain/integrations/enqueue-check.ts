import { sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";
import { enqueue, type JobKind } from "@/lib/domain/events";

const RECHECK_SECONDS = 10;
const KIND: JobKind = "integration.check";

/**
 * Leaves the question about an account to a job, for where we die or the vendor is out of reach. It stands for those that
 * wait already, so that there is one however often an account is changed.
 */
export async function enqueueCheck(ctx: TenantContext, integrationId: string): Promise<void> {
  await ctx.trx
    .deleteFrom("jobs")
    .where("business_id", "=", ctx.business.id)
    .where("kind", "=", KIND)
    .where(sql<string>`payload ->> 'integrationId'`, "=", integrationId)
    .where("finished_at", "is", null)
    .where("dead_at", "is", null)
    // One that is being done asks about the account as it was.
    .where("leased_until", "is", null)
    .execute();
  const runAt = new Date(ctx.clock.now().getTime() + RECHECK_SECONDS * 1000);
  await enqueue(ctx, { kind: KIND, payload: { integrationId }, runAt });
}
