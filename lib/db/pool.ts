import { Kysely } from "kysely";
import pg from "pg";
import { log } from "@/lib/log";
import { JoiningDialect } from "./begin";
import type { DB } from "./types";

export interface Database {
  readonly kind: "embedded" | "postgres";
  readonly kysely: Kysely<DB>;
  /** Closes every connection and, for the embedded database, releases its data folder. */
  close(): Promise<void>;
}

const { types } = pg;
const asText = (value: string): string => value;
const PARSERS = new Map<number, (value: string) => unknown>([
  [types.builtins.INT8, (value) => Number(value)],
  [types.builtins.DATE, asText],
  [types.builtins.TIME, asText],
  [types.builtins.TIMESTAMP, asText],
]);

/** How wire values become JavaScript values: 64-bit integers are numbers, wall-clock times stay text. */
export const typeParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: "text" | "binary") =>
    PARSERS.get(oid) ?? types.getTypeParser(oid, format === "binary" ? "binary" : "text"),
} as pg.CustomTypesConfig;

/**
 * Wraps a pool in Kysely. The pool and each of its connections get an error listener: without one, a connection that
 * is lost ends the process, whether it was idle or in the middle of a transaction. Who waits for it is told as well.
 */
export function kyselyOver(pool: pg.Pool): Kysely<DB> {
  const lost = (error: Error): void => {
    log().warn({ error: error.message }, "a database connection was lost");
  };
  pool.on("error", lost);
  pool.on("connect", (client) => void client.on("error", lost));
  return new Kysely<DB>({ dialect: new JoiningDialect({ pool }) });
}

/** Stands in for a database that could not be opened: every query of it is told why. */
export function unopenedDatabase(reason: unknown): Database {
  const kysely = new Kysely<DB>({ dialect: new JoiningDialect({ pool: () => Promise.reject(reason) }) });
  return { kind: "postgres", kysely, close: () => kysely.destroy() };
}
