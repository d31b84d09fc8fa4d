import type { Context } from "@/lib/domain/context";
import { env } from "@/lib/env";
import packageJson from "@/package.json" with { type: "json" };
import { type Check, type HealthState, type Measured, Probe } from "./probe";

export interface HealthReport {
  overall: HealthState;
  checks: Measured[];
  /** Nothing in the report is older. */
  checkedAt: Date;
  version: string;
  uptimeMilliseconds: number;
  environment: "production" | "staging" | "development";
}

export interface HealthQuery {
  /** Also what is not essential. */
  detailed: boolean;
  /** What was found lately will do. */
  cache: boolean;
}

export type HealthReporter = (ctx: Context, query: HealthQuery) => Promise<HealthReport>;

const CACHE_MILLISECONDS = 10_000;
const DEADLINE_MILLISECONDS = 2_000;

/** The three installations that CloudGreet names; on one machine with everything simulated it is a development. */
function environment(): HealthReport["environment"] {
  const { VERCEL_ENV, DATABASE_URL } = env();
  if (VERCEL_ENV === "preview") return "staging";
  if (VERCEL_ENV) return VERCEL_ENV;
  return DATABASE_URL ? "production" : "development";
}

const isOperator = ({ actor }: Context): boolean => actor.kind === "user" && actor.isPlatformAdmin;

function overallOf(measured: Measured[], probes: Probe[]): HealthState {
  const states = measured.map(({ status }, index) => ({ status, check: probes[index]?.check }));
  if (states.some(({ status, check }) => status === "unhealthy" && check?.isEssential)) return "unhealthy";
  return states.every(({ status }) => status === "healthy") ? "healthy" : "degraded";
}

/**
 * Reports on what is to be checked. All are asked side by side, each with its own deadline, so that a report takes no
 * longer than one. Whoever wants it measured anew gets no more than each check's rest allows; only the operator of
 * the platform has everything asked at once.
 */
export function createHealth(
  checks: () => Promise<Check[]>,
  deadlineMilliseconds = DEADLINE_MILLISECONDS,
): HealthReporter {
  let made: Promise<Probe[]> | undefined;
  const make = async () => (await checks()).map((check) => new Probe(check, deadlineMilliseconds));
  return async (ctx, { detailed, cache }) => {
    made ??= make();
    const probes = (await made).filter(({ check }) => detailed || check.isEssential);
    const ageOf = ({ check }: Probe): number =>
      cache ? CACHE_MILLISECONDS : isOperator(ctx) ? 0 : check.restMilliseconds;
    const measured = await Promise.all(probes.map((probe) => probe.measure(ctx, ageOf(probe))));
    return {
      overall: overallOf(measured, probes),
      checks: measured,
      checkedAt: new Date(Math.min(...measured.map(({ checkedAt }) => checkedAt.getTime()))),
      version: packageJson.version,
      uptimeMilliseconds: Math.round(process.uptime() * 1000),
      environment: environment(),
    };
  };
}
