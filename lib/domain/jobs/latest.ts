import { sql } from "kysely";
import type { TenantContext } from "../context";
import { enqueue, type JobKind } from "../events";

/** What a job is about: one field of its payload. */
export interface JobSubject {
  field: string;
  id: string;
}

/** Takes away the jobs of a kind that wait for this subject; one that is being done goes on. */
export async function dropWaiting(
  { trx, business }: TenantContext,
  kind: JobKind,
  { field, id }: JobSubject,
): Promise<void> {
  await trx
    .deleteFrom("jobs")
    .where("business_id", "=", business.id)
    .where("kind", "=", kind)
    .where(sql<string>`payload ->> ${sql.lit(field)}`, "=", id)
    .where("finished_at", "is", null)
    .where("dead_at", "is", null)
    // One that is being done knows the subject as it was.
    .where("leased_until", "is", null)
    .execute();
}

/** Writes a job that stands for those that wait for the same subject, so that there is one however often it is changed. */
export async function enqueueLatest(
  ctx: TenantContext,
  kind: JobKind,
  { field, id }: JobSubject,
  runAt: Date = ctx.clock.now(),
): Promise<void> {
  await dropWaiting(ctx, kind, { field, id });
  await enqueue(ctx, { kind, payload: { [field]: id }, runAt });
}
