import { z } from "zod";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { flag, iso, isoText } from "@/lib/http/wire";
import type { HealthReport, HealthReporter } from "@/lib/wiring";

const STATES = ["healthy", "degraded", "unhealthy"] as const;

export const healthQuery = z.object({ detailed: flag.default(false), cache: flag.default(true) });

export const healthJson = z.strictObject({
  overall: z.enum(STATES),
  checks: z.array(
    z.strictObject({
      name: z.string(),
      status: z.enum(STATES),
      message: z.string(),
      duration: z.number(),
      timestamp: isoText,
    }),
  ),
  timestamp: isoText,
  version: z.string(),
  uptime: z.number().int(),
  environment: z.enum(["production", "staging", "development"]),
});

export const healthView = (report: HealthReport): z.input<typeof healthJson> => ({
  overall: report.overall,
  checks: report.checks.map((check) => ({
    name: check.name,
    status: check.status,
    message: check.message,
    duration: check.durationMilliseconds,
    timestamp: iso(check.checkedAt),
  })),
  timestamp: iso(report.checkedAt),
  version: report.version,
  uptime: report.uptimeMilliseconds,
  environment: report.environment,
});

const RETRY_SECONDS = 5;

/**
 * The report as the route answers it.
 * @throws DomainError `unavailable` (503, for load balancers) with the whole report in it while nothing works.
 */
export const healthAnswer =
  (check: HealthReporter) =>
  async (ctx: Context, { query }: { query: z.output<typeof healthQuery> }): Promise<HealthReport> => {
    const report = await check(ctx, query);
    if (report.overall !== "unhealthy") return report;
    throw new DomainError(
      "unavailable",
      "Frontdesk is unhealthy: see details.checks for what is the matter.",
      {
        data: healthView(report),
        retryAfterSeconds: RETRY_SECONDS,
      },
    );
  };
