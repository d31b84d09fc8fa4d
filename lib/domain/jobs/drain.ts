import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { asSystem, type Context, forBusiness } from "../context";
import { DomainError } from "../errors";
import { JOB_KINDS, type JobKind } from "../events";
import { VendorError } from "../ports";
import { dueIn, JOB_LANES, type JobLane } from "./lanes";

const LEASE_SECONDS = 60;
const BATCH_SIZE = 10;
const RETRY_DELAYS_SECONDS = [2, 10, 60, 300, 1_800, 7_200, 21_600];

/** `isLast`: a job that fails now is kept as dead. */
export interface Attempt {
  isLast: boolean;
}

/** Does one job. It may run more than once: effects must be idempotent. Throwing means: try again later. */
export type JobHandler = (ctx: Context, payload: Record<string, unknown>, attempt: Attempt) => Promise<void>;
export type JobHandlers = Record<JobKind, JobHandler>;

interface ClaimedJob {
  id: string;
  kind: string;
  payload: unknown;
  business_id: string | null;
  attempts: number;
}

const isJobKind = (kind: string): kind is JobKind => JOB_KINDS.some((known) => known === kind);

/** Takes due jobs for a minute. A worker that dies leaves them to whoever comes after the lease. */
function claim(ctx: Context, lane: JobLane, leaseId: string): Promise<ClaimedJob[]> {
  return asSystem(ctx, "claim jobs", async (ctx) => {
    const due = dueIn(ctx, lane, BATCH_SIZE).forUpdate().skipLocked();
    return ctx.trx
      .updateTable("jobs")
      .set({
        lease_id: leaseId,
        leased_until: new Date(ctx.clock.now().getTime() + LEASE_SECONDS * 1000),
        attempts: sql`attempts + 1`,
      })
      .where("id", "in", due)
      .returning(["id", "kind", "payload", "business_id", "attempts"])
      .execute();
  });
}

const delayAfter = (job: ClaimedJob): number | undefined => RETRY_DELAYS_SECONDS[job.attempts - 1];

async function settle(ctx: Context, job: ClaimedJob, leaseId: string, error: unknown): Promise<void> {
  await asSystem(ctx, "settle a job", async ({ trx, clock }) => {
    const now = clock.now();
    const delay = delayAfter(job);
    const isFinal =
      delay === undefined ||
      error instanceof DomainError ||
      (error instanceof VendorError && !error.isRetryable);
    const outcome =
      error === undefined
        ? { finished_at: now }
        : isFinal
          ? { dead_at: now, last_error: String(error) }
          : { run_at: new Date(now.getTime() + delay * 1000), leased_until: null, last_error: String(error) };
    await trx
      .updateTable("jobs")
      .set(outcome)
      .where("id", "=", job.id)
      .where("lease_id", "=", leaseId)
      .execute();
  });
}

async function perform(ctx: Context, handlers: JobHandlers, job: ClaimedJob, leaseId: string): Promise<void> {
  const scoped = job.business_id ? forBusiness(ctx, job.business_id) : ctx;
  try {
    if (!isJobKind(job.kind))
      throw new DomainError("internal", `There is no handler for jobs of kind ${job.kind}`);
    const attempt = { isLast: delayAfter(job) === undefined };
    await handlers[job.kind](scoped, job.payload as Record<string, unknown>, attempt);
    await settle(ctx, job, leaseId, undefined);
  } catch (error) {
    ctx.log.warn({ jobId: job.id, kind: job.kind, attempts: job.attempts, err: error }, "a job failed");
    await settle(ctx, job, leaseId, error ?? new Error("thrown without a reason"));
  }
}

/**
 * Does all jobs of a lane that are due, batch by batch, including those that jobs write. At least once each: a job that
 * was cut off is taken up again after its lease, one that fails is tried again with growing pauses and then
 * kept as dead.
 * @param ctx a system context.
 * @returns how many were taken up.
 */
export async function drainLane(ctx: Context, handlers: JobHandlers, lane: JobLane): Promise<number> {
  let count = 0;
  for (;;) {
    const leaseId = randomUUID();
    const jobs = await claim(ctx, lane, leaseId);
    if (jobs.length === 0) return count;
    await Promise.all(jobs.map((job) => perform(ctx, handlers, job, leaseId)));
    count += jobs.length;
  }
}

/** The same for all lanes, until none has anything to do. */
export async function drainJobs(ctx: Context, handlers: JobHandlers): Promise<number> {
  let count = 0;
  for (;;) {
    const done = await Promise.all(JOB_LANES.map((lane) => drainLane(ctx, handlers, lane)));
    const sum = done.reduce((total, jobs) => total + jobs, 0);
    if (sum === 0) return count;
    count += sum;
  }
}
