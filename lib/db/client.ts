import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { openEmbedded } from "./embedded";
import { applyMigrations } from "./migrate";
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

/** Wraps a pool in Kysely. The pool gets an error listener: without one a lost connection ends the process. */
export function kyselyOver(pool: pg.Pool): Kysely<DB> {
  pool.on("error", (error) => log().warn({ error: error.message }, "an idle database connection was lost"));
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
}

/**
 * Opens Postgres at a connection string, as the login role that inherits nothing.
 * @param url postgres://… of the role `frontdesk_app`, or on Supabase of a role that is granted what it is.
 * @throws Error when the role may pass row-level security by itself.
 */
export async function openPostgres(url: string, options: { max?: number } = {}): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 5,
    types: typeParsers,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 10_000,
    query_timeout: 15_000,
  });
  const kysely = kyselyOver(pool);
  const { rows } = await sql<{ privileged: boolean }>`
    select rolsuper or rolbypassrls as privileged from pg_roles where rolname = current_user`.execute(kysely);
  if (rows[0]?.privileged !== false) {
    await kysely.destroy();
    throw new Error(
      "DATABASE_URL logs in as a role that passes row-level security. Use the role frontdesk_app (docs/deploy.md).",
    );
  }
  return { kind: "postgres", kysely, close: () => kysely.destroy() };
}

/** One round trip to the database. @throws what the driver throws. */
export async function pingDatabase({ kysely }: Database): Promise<void> {
  await sql`select 1`.execute(kysely);
}

async function open(): Promise<Database> {
  const { DATABASE_URL, MIGRATION_DATABASE_URL, DATA_DIR } = env();
  if (!DATABASE_URL) return openEmbedded(DATA_DIR);
  if (MIGRATION_DATABASE_URL) await applyMigrations(MIGRATION_DATABASE_URL);
  return openPostgres(DATABASE_URL);
}

declare global {
  var frontdeskDatabase: Promise<Database> | undefined;
}

/** The database of this process, opened at first use. Kept on globalThis: a second embedded instance would lose rows. */
export function database(): Promise<Database> {
  globalThis.frontdeskDatabase ??= open().catch((error: unknown) => {
    globalThis.frontdeskDatabase = undefined;
    throw error;
  });
  return globalThis.frontdeskDatabase;
}
