import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { btree_gin } from "@electric-sql/pglite/contrib/btree_gin";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import pg from "pg";
import { log } from "@/lib/log";
import { lockDataDir } from "./lock";
import { migrate, readBootstrap, readMigrations } from "./migrate";
import { type Database, kyselyOver, typeParsers } from "./pool";

/** What the migrations create, as PGlite has it. */
export const extensions = { btree_gin, btree_gist, pg_trgm };
const TEMPLATE_DIR = path.join(process.cwd(), "node_modules/.cache/frontdesk");

const runnerOf = (lite: PGlite) => ({
  script: async (sql: string) => void (await lite.exec(sql)),
  rows: async (sql: string, values: unknown[]) => (await lite.query(sql, values)).rows,
});

async function templateFile(): Promise<string> {
  const sources = [await readBootstrap(), ...(await readMigrations()).map((migration) => migration.sql)];
  const hash = createHash("sha256").update(sources.join("\n")).digest("hex").slice(0, 16);
  return path.join(TEMPLATE_DIR, `template-${hash}.tar`);
}

/**
 * The migrated, empty database as one file, made once for each set of migrations: starting from it takes
 * about a second, making it anew about six.
 */
export async function databaseTemplate(): Promise<Blob> {
  const file = await templateFile();
  if (!existsSync(file)) {
    const lite = await PGlite.create({ extensions });
    await migrate(runnerOf(lite));
    const dump = await lite.dumpDataDir("none");
    await lite.close();
    await mkdir(TEMPLATE_DIR, { recursive: true });
    const draft = `${file}.${process.pid}`;
    await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
    await rename(draft, file);
  }
  return new Blob([await readFile(file)]);
}

function databaseOver(lite: PGlite, release: () => Promise<void>): Database {
  const pool = new pg.Pool({
    ...createPgConfig(lite),
    max: 1,
    types: typeParsers,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 30_000,
    // A client destroyed mid-transaction leaves the one backend inside it; the login role is taken anew each time.
    onConnect: async (client: pg.ClientBase) => {
      await client.query("rollback");
      await client.query("set session authorization frontdesk_app");
    },
  } as pg.PoolConfig);
  const kysely = kyselyOver(pool);
  return {
    kind: "embedded",
    kysely,
    close: async () => {
      await kysely.destroy();
      await lite.close();
      await release();
    },
  };
}

/**
 * Opens the embedded database in a folder, made on first use, migrated to the newest version.
 * @throws Error when another process holds the folder (lib/db/lock.ts).
 */
export async function openEmbedded(dataDir: string): Promise<Database> {
  const folder = path.resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const release = await lockDataDir(folder);
  try {
    const dataPath = path.join(folder, "postgres");
    const isNew = !existsSync(path.join(dataPath, "PG_VERSION"));
    const lite = await PGlite.create({
      dataDir: dataPath,
      extensions,
      ...(isNew ? { loadDataDir: await databaseTemplate() } : {}),
    });
    const applied = await migrate(runnerOf(lite));
    log().info({ dataDir: folder, isNew, applied: applied.length }, "embedded database open");
    return databaseOver(lite, release);
  } catch (error) {
    await release();
    throw error;
  }
}

/** An embedded database in memory, for tests: migrated, empty, gone when closed. */
export async function openEmbeddedInMemory(): Promise<Database> {
  const lite = await PGlite.create({ extensions, loadDataDir: await databaseTemplate() });
  return databaseOver(lite, async () => {});
}
