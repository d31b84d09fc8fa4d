import { z } from "zod";
import { flag, iso, isoText } from "@/lib/http/wire";
import type { HealthReport } from "@/lib/wiring";

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
  environment: z.string(),
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
