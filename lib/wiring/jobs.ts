import { timingSafeEqual } from "node:crypto";
import { after } from "next/server";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { cleanUp, drainJobs } from "@/lib/domain/jobs";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { secret } from "@/lib/secrets";
import { systemContext } from "./context";
import { jobHandlers } from "./job-handlers";
import { onWake } from "./wake";

const SWEEP_MILLISECONDS = 2_000;

let draining: Promise<number> | null = null;
let isWanted = false;

/** Does what is due. Calls during a run lead to one more run, not to a second worker in this process. */
async function drain(): Promise<number> {
  if (draining) {
    isWanted = true;
    return draining;
  }
  draining = (async () => {
    let count = 0;
    do {
      isWanted = false;
      count += await drainJobs(await systemContext("job worker"), jobHandlers);
    } while (isWanted);
    return count;
  })();
  try {
    return await draining;
  } finally {
    draining = null;
  }
}

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
