import pg from "pg";
import { type Database, kyselyOver } from "@/lib/db/pool";
import type { Clock } from "@/lib/domain/clock";
import type { PaymentPort, Ports } from "@/lib/domain/ports";
import { cloudgreet } from "@/lib/editions/cloudgreet/edition";
import type { Edition } from "@/lib/http/edition";
import { routesFor } from "@/lib/http/endpoint";
import type { RouteHandler } from "@/lib/http/route";
import type { HttpRuntime } from "@/lib/http/runtime";
import { httpRuntime } from "@/lib/wiring";
import { recordingPorts } from "../support/ports";

export interface Conditions {
  clock?: Clock;
  limiter?: HttpRuntime["limiter"];
  database?: Database;
  /** Who takes payments. */
  payments?: PaymentPort;
  /** Other vendors. */
  vendors?: Partial<Ports>;
  /** Jobs are written and not run. */
  isQuiet?: boolean;
}

/** The product's own runtime under other conditions: another time, other limits, a database that is gone. */
export function runtimeUnder(conditions: Conditions): HttpRuntime {
  const { clock, limiter, database, payments, vendors, isQuiet } = conditions;
  const base = httpRuntime();
  return {
    ...base,
    clock: clock ?? base.clock,
    limiter: limiter ?? base.limiter,
    context: async (parts) => {
      const ctx = await base.context(parts);
      const ports = isQuiet ? recordingPorts() : ctx.ports;
      return {
        ...ctx,
        ...(clock ? { clock } : {}),
        ...(database ? { database } : {}),
        ports: { ...ports, ...vendors, ...(payments ? { payments } : {}) },
      };
    },
  };
}

/** A real route of an edition under other conditions. Handlers built over one runtime share its limiter. */
export const rebuilt = (
  handler: RouteHandler,
  runtime: HttpRuntime,
  edition: Edition = cloudgreet,
): RouteHandler => routesFor(edition, () => runtime).route(handler.doc);

/** A database that nobody answers for. */
export const lostDatabase = (): Database => {
  const pool = new pg.Pool({ host: "127.0.0.1", port: 1, max: 1 });
  return { kind: "postgres", kysely: kyselyOver(pool), close: () => pool.end() };
};
