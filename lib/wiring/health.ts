import { randomUUID } from "node:crypto";
import { pingDatabase } from "@/lib/db/client";
import type { Context } from "@/lib/domain/context";
import { env } from "@/lib/env";
import packageJson from "@/package.json" with { type: "json" };
import { limiter } from "./limiter";
import { halfConfigured, modelMode, retellMode, telnyxMode } from "./vendors";

type HealthState = "healthy" | "degraded" | "unhealthy";

interface HealthCheck {
  name: string;
  status: HealthState;
  message: string;
  durationMilliseconds: number;
  checkedAt: Date;
}

export interface HealthReport {
  overall: HealthState;
  checks: HealthCheck[];
  checkedAt: Date;
  version: string;
  uptimeMilliseconds: number;
  environment: string;
}

const CACHE_MILLISECONDS = 10_000;
const startedAt = Date.now();
const cached = new Map<boolean, HealthReport>();

async function timed(ctx: Context, name: string, check: () => Promise<string>): Promise<HealthCheck> {
  const begin = performance.now();
  const done = (status: HealthState, message: string): HealthCheck => ({
    name,
    status,
    message,
    durationMilliseconds: Math.round(performance.now() - begin),
    checkedAt: ctx.clock.now(),
  });
  try {
    const message = await check();
    return done("healthy", message.replace("{duration}", `${Math.round(performance.now() - begin)}ms`));
  } catch (error) {
    ctx.log.warn({ err: error, check: name }, "a health check failed");
    return done("unhealthy", `The ${name} does not answer.`);
  }
}

const WORDS = { real: "connected", emulated: "simulated on this machine" } as const;

async function checkStorage(ctx: Context): Promise<string> {
  const path = `health/${randomUUID()}.txt`;
  await ctx.ports.files.put(path, new TextEncoder().encode("ok"), "text/plain");
  const kept = await ctx.ports.files.get(path);
  await ctx.ports.files.remove(path);
  if (!kept) throw new Error("A file that was stored is not there");
  return "Storage is healthy. A file was written, read and removed in {duration}";
}

async function runChecks(ctx: Context, detailed: boolean): Promise<HealthCheck[]> {
  const checks = [
    await timed(ctx, "database", async () => {
      await pingDatabase(ctx.database);
      return "Database is healthy. Query time: {duration}";
    }),
  ];
  if (!detailed) return checks;
  checks.push(await timed(ctx, "storage", () => checkStorage(ctx)));
  checks.push(
    await timed(ctx, "limiter", async () => {
      await limiter().take("health", { limit: 1_000_000, windowSeconds: 60 });
      return "Rate limiter is healthy. Answer time: {duration}";
    }),
  );
  const modes = { telnyx: telnyxMode(), retell: retellMode(), model: modelMode() };
  for (const [vendor, mode] of Object.entries(modes)) {
    if (mode !== "off") checks.push(await timed(ctx, vendor, async () => `${vendor} is ${WORDS[mode]}`));
  }
  for (const { vendor, missing } of halfConfigured()) {
    const message = `${vendor} is off: set ${missing.join(", ")}`;
    checks.push({
      name: vendor,
      status: "degraded",
      message,
      durationMilliseconds: 0,
      checkedAt: ctx.clock.now(),
    });
  }
  return checks;
}

/** What works right now, measured; up to ten seconds old when `cache` is asked for. */
export async function checkHealth(
  ctx: Context,
  query: { detailed: boolean; cache: boolean },
): Promise<HealthReport> {
  const known = cached.get(query.detailed);
  const now = ctx.clock.now();
  if (query.cache && known && now.getTime() - known.checkedAt.getTime() < CACHE_MILLISECONDS) return known;
  const checks = await runChecks(ctx, query.detailed);
  const overall = checks.some(({ status }) => status === "unhealthy")
    ? "unhealthy"
    : checks.some(({ status }) => status === "degraded")
      ? "degraded"
      : "healthy";
  const report: HealthReport = {
    overall,
    checks,
    checkedAt: now,
    version: packageJson.version,
    uptimeMilliseconds: Date.now() - startedAt,
    environment: env().VERCEL ? "production" : env().DATABASE_URL ? "self-hosted" : "local",
  };
  cached.set(query.detailed, report);
  return report;
}
