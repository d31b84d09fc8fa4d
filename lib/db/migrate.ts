import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";

export const MIGRATIONS_DIR = path.join(process.cwd(), "supabase/migrations");
const BOOTSTRAP_FILE = path.join(process.cwd(), "lib/db/bootstrap.sql");

/** Runs a SQL script of several statements, and a query with bound values. */
export interface SqlRunner {
  script(sql: string): Promise<void>;
  rows(sql: string, values: unknown[]): Promise<unknown[]>;
}

export interface Migration {
  version: string;
  name: string;
  sql: string;
}

/** The migrations on disk in the order they apply. File names follow Supabase: `<YYYYMMDDHHMMSS>_<name>.sql`. */
export async function readMigrations(): Promise<Migration[]> {
  const files = (await readdir(MIGRATIONS_DIR)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file) => ({
      version: file.slice(0, file.indexOf("_")),
      name: file.slice(file.indexOf("_") + 1, -".sql".length),
      sql: await readFile(path.join(MIGRATIONS_DIR, file), "utf8"),
    })),
  );
}

/** The roles that a Supabase project has and a plain Postgres lacks. */
export const readBootstrap = (): Promise<string> => readFile(BOOTSTRAP_FILE, "utf8");

/**
 * Applies what is not yet applied, each migration in a transaction with its own ledger row
 * (`supabase_migrations.schema_migrations`, the table of the Supabase CLI), so that either tool can go on.
 * @returns the versions applied now.
 */
export async function migrate(runner: SqlRunner): Promise<string[]> {
  await runner.script(await readBootstrap());
  await runner.script(
    "create schema if not exists supabase_migrations; create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text)",
  );
  const done = await runner.rows("select version from supabase_migrations.schema_migrations", []);
  const applied = new Set(done.map((row) => String((row as { version: unknown }).version)));
  const pending = (await readMigrations()).filter((migration) => !applied.has(migration.version));
  for (const { version, name, sql } of pending) {
    const ledger = `insert into supabase_migrations.schema_migrations (version, name) values ('${version}', '${name}')`;
    await runner.script(`begin;\n${sql}\n;${ledger};\ncommit;`).catch(async (error: unknown) => {
      await runner.script("rollback");
      throw new Error(`Migration ${version}_${name} failed`, { cause: error });
    });
  }
  return pending.map((migration) => migration.version);
}

/** Migrates the Postgres at a connection string of the owner role; two starts at once take turns. */
export async function applyMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('frontdesk migrations'))");
    return await migrate({
      script: async (sql) => void (await client.query(sql)),
      rows: async (sql, values) => (await client.query(sql, values)).rows,
    });
  } finally {
    await client.end();
  }
}
