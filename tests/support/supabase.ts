import { execFile } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { z } from "zod";
import { bareEnvironment } from "./bare-environment";
import { startPostgres } from "./postgres";

export interface Lint {
  name: string;
  level: string;
  detail: string;
}

export interface CliAnswer {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** A database as a new Supabase project has it, and the CLI pointed at it. */
export interface SupabaseProject {
  /** Logs in as what `postgres` is on Supabase: owner of the database, no superuser. */
  url: string;
  /** Past every rule, for arranging and looking. */
  superuserUrl: string;
  cli(...args: string[]): Promise<CliAnswer>;
  /** What `supabase db advisors` finds from a level on; the exit code is 1 when that is anything. */
  advise(level: "info" | "warn"): Promise<{ exitCode: number; lints: Lint[] }>;
  stop(): Promise<void>;
}

/** Runs statements on a connection of their own. */
export async function runSql(url: string, statements: string): Promise<void> {
  await rowsOf(url, statements);
}

/** The rows of one query, on a connection of its own. */
export async function rowsOf(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

// The roles of a Supabase project, with the rights that its `postgres` has there. Exposure lints stay silent
// until pgrst.db_schemas names the schema that the Data API serves.
const PLATFORM = `
  create role anon nologin noinherit;
  create role authenticated nologin noinherit;
  create role service_role nologin noinherit bypassrls;
  create role platform_owner login createrole createdb bypassrls nosuperuser password 'platform';
  grant anon, authenticated, service_role to platform_owner with admin option;
  alter database postgres owner to platform_owner;
  alter schema public owner to platform_owner;
  alter database postgres set pgrst.db_schemas = 'public';
`;

const advice = z.object({
  results: z.array(z.object({ name: z.string(), level: z.string(), detail: z.string() })),
});

/** Starts Postgres with Supabase's roles; the CLI works on a copy of `supabase/`, with an empty home and no network. */
export async function startSupabaseProject(): Promise<SupabaseProject> {
  const server = await startPostgres({ isMigrated: false });
  const folder = await mkdtemp(path.join(os.tmpdir(), "frontdesk-supabase-"));
  await cp("supabase", path.join(folder, "supabase"), { recursive: true });
  await runSql(server.ownerUrl, PLATFORM);
  const address = new URL(server.ownerUrl);
  address.username = "platform_owner";
  address.password = "platform";
  const url = address.toString();

  const cli = (...args: string[]): Promise<CliAnswer> =>
    new Promise((resolve) => {
      const env = bareEnvironment({
        HOME: path.join(folder, "home"),
        SUPABASE_TELEMETRY_DISABLED: "1",
        SUPABASE_NO_UPDATE_NOTIFIER: "1",
        SUPABASE_NO_KEYRING: "1",
        DO_NOT_TRACK: "1",
        // Nothing listens there: a request to the outside fails at once instead of being made.
        HTTPS_PROXY: "http://127.0.0.1:9",
        NO_PROXY: "127.0.0.1,localhost",
      });
      const command = ["node_modules/supabase/dist/supabase.js", ...args, "--workdir", folder, "--agent=no"];
      execFile(process.execPath, command, { env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) =>
        resolve({ exitCode: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
      );
    });

  return {
    url,
    superuserUrl: server.ownerUrl,
    cli,
    advise: async (level) => {
      const answer = await cli(
        "db",
        "advisors",
        `--remote=${url}`,
        "--type=all",
        `--level=${level}`,
        `--fail-on=${level}`,
        "--output-format=json",
      );
      return { exitCode: answer.exitCode, lints: advice.parse(JSON.parse(answer.stdout)).results };
    },
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
