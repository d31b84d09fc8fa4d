import { identify } from "@/lib/domain/access";
import { systemClock } from "@/lib/domain/clock";
import { idempotencyStore } from "@/lib/domain/inbox";
import { env } from "@/lib/env";
import { doors } from "@/lib/http/doors";
import { routesFor } from "@/lib/http/endpoint";
import type { HttpRuntime } from "@/lib/http/runtime";
import { log } from "@/lib/log";
import { contextOf } from "./context";
import { limiter } from "./limiter";

let runtime: HttpRuntime | undefined;

/** What every route of every edition runs on. */
export function httpRuntime(): HttpRuntime {
  runtime ??= {
    clock: systemClock,
    limiter: limiter(),
    log: log(),
    idempotency: idempotencyStore,
    checksResponses: env().VERCEL === undefined && env().DATABASE_URL === undefined,
    context: contextOf,
    identify,
  };
  return runtime;
}

/** The product's own doors: webhooks, tools, cron. */
export const doorRoutes = routesFor(doors, httpRuntime);
