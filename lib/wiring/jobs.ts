import { timingSafeEqual } from "node:crypto";
import { after } from "next/server";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { cleanUp, drainLane, JOB_LANES, type JobLane } from "@/lib/domain/jobs";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { secret } from "@/lib/secrets";
import { systemContext } from "./context";
import { jobHandlers } from "./job-handlers";
import { onWake } from "./wake";

const SWEEP_MILLISECONDS = 2_000;

interface LaneWork {
  running: Promise<number> | null;
  isWanted: boolean;
}

const lanes: Record<JobLane, LaneWork> = {
  urgent: { running: null, isWanted: false },
  own: { running: null, isWanted: false },
  others: { running: null, isWanted: false },
};

/** Does what is due in a lane. Calls during a run lead to one more run, not to a second worker in this process. */
async function drainOne(lane: JobLane): Promise<number> {
  const work = lanes[lane];
  if (work.running) {
    work.isWanted = true;
    return work.running;
  }
  work.running = (async () => {
    let count = 0;
    do {
      work.isWanted = false;
      count += await drainLane(await systemContext("job worker"), jobHandlers, lane);
    } while (work.isWanted);
    return count;
  })();
  try {
    return await work.running;
  } finally {
    work.running = null;
  }
}

/** Does what is due; no lane waits for another. */
const drain = async (): Promise<number> =>
  (await Promise.all(JOB_LANES.map(drainOne))).reduce((sum, count) => sum + count, 0);

const drainQuietly = (): Promise<unknown> =>
  drain().catch((error: unknown) =>
    log().error({ err: error }, "the job worker failed; the sweeper will try again"),
  );

// After the current response where there is one (the platform keeps the function alive), else at once.
onWake(() => {
  try {
    after(drainQuietly);
  } catch {
    setImmediate(drainQuietly);
  }
});

/** On a server that stays up, looks for due jobs every two seconds; on Vercel the cron does. */
export function startSweeper(): void {
  if (env().VERCEL !== undefined) return;
  setInterval(() => void drainQuietly(), SWEEP_MILLISECONDS).unref();
}

function requireCronSecret(headers: Headers): void {
  const given = Buffer.from(headers.get("authorization") ?? "");
  const expected = Buffer.from(`Bearer ${secret("CRON_SECRET")}`);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new DomainError("unauthenticated", "Send the cron secret as a bearer token.");
  }
}

/** The platform's cron at the door. @throws DomainError `unauthenticated` without CRON_SECRET. */
export async function runCron(
  ctx: Context,
  job: "jobs" | "cleanup",
  headers: Headers,
): Promise<{ done: number }> {
  requireCronSecret(headers);
  return { done: job === "jobs" ? await drain() : await cleanUp(ctx) };
}
