import { env } from "@/lib/env";
import { limiterKind } from "../limiter";
import { vendors } from "../ports";
import { httpRuntime } from "../runtime";
import { halfConfigured } from "../vendors";
import { databaseCheck, halfCheck, jobsCheck, limiterCheck, storageCheck, vendorCheck } from "./checks";
import type { Check } from "./probe";
import { createHealth } from "./report";

export type { HealthReport, HealthReporter } from "./report";

/** Everything that this process lives on. */
async function checksOfThisProcess(): Promise<Check[]> {
  const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY } = env();
  return [
    databaseCheck,
    jobsCheck,
    storageCheck(Boolean(SUPABASE_URL && SUPABASE_SERVICE_ROLE_KEY)),
    limiterCheck(httpRuntime().limiter, limiterKind()),
    ...(await vendors()).map(vendorCheck),
    ...halfConfigured().map(halfCheck),
  ];
}

/** What works right now, measured. */
export const checkHealth = createHealth(checksOfThisProcess);
