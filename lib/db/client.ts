import { attachDatabasePool } from "@vercel/functions";
import { sql } from "kysely";
import pg from "pg";
import { env } from "@/lib/env";
import { openEmbedded } from "./embedded";
import { applyMigrations } from "./migrate";
import { type Database, kyselyOver, typeParsers, unopenedDatabase } from "./pool";

export type { Database } from "./pool";

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
  // On Vercel, idle connections are closed before an instance is put to sleep; elsewhere this does nothing.
  attachDatabasePool(pool);
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

/** The same; where it cannot be opened, one whose every query fails with the reason, so that the rest goes on. */
export const databaseAsItIs = (): Promise<Database> => database().catch(unopenedDatabase);
