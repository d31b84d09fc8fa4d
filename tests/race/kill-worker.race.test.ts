import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "@/lib/db/client";
import { signUp } from "@/lib/domain/access";
import { bookAppointment } from "@/lib/domain/appointments";
import { systemClock } from "@/lib/domain/clock";
import { type Context, createContext } from "@/lib/domain/context";
import { PERMISSIONS } from "@/lib/domain/permissions";
import { log } from "@/lib/log";
import { recordingPorts } from "../support/ports";
import { type RunningPostgres, startPostgres } from "../support/postgres";

const BOOKINGS = 12;
const KILLS = 6;
const DAY = 86_400_000;

let postgres: RunningPostgres;
let owner: pg.Client;
const sentFile = path.join(mkdtempSync(path.join(os.tmpdir(), "frontdesk-kill-")), "sent.txt");

beforeAll(async () => {
  postgres = await startPostgres();
  owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  writeFileSync(sentFile, "");
});

afterAll(async () => {
  await owner.end();
  await postgres.stop();
});

/** Starts a worker and resolves once it works. */
function startWorker(): Promise<ChildProcess> {
  const worker = spawn(
    process.execPath,
    ["--import", "tsx", "tests/support/job-worker.ts", postgres.appUrl, sentFile],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LOG_LEVEL: "silent" },
    },
  );
  return new Promise((resolve, reject) => {
    worker.stdout?.once("data", () => resolve(worker));
    worker.once("exit", (code) => reject(new Error(`the worker ended with ${code}`)));
  });
}

const kill = (worker: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    worker.removeAllListeners("exit");
    worker.once("exit", () => resolve());
    worker.kill("SIGKILL");
  });

const count = async (sql: string): Promise<number> => Number((await owner.query(sql)).rows[0].n);

describe("a worker killed at any point", () => {
  it("leaves its jobs to the next, and every follow-up happens once", async () => {
    const database = await openPostgres(postgres.appUrl);
    const nobody: Context = createContext({
      requestId: "req_test",
      ip: null,
      actor: { kind: "anonymous" },
      business: null,
      clock: systemClock,
      ports: recordingPorts(),
      log: log(),
      database,
    });
    const { business } = await signUp(nobody, {
      email: "owner@example.com",
      password: "a-long-password",
      businessName: "Kill",
    });
    const ctx: Context = {
      ...nobody,
      // Not the owner: owners get no mail about what they book themselves.
      actor: { kind: "api_key", keyId: randomUUID(), permissions: PERMISSIONS },
      business: { id: business.id, role: "owner" },
    };
    for (let i = 1; i <= BOOKINGS; i += 1) {
      await bookAppointment(ctx, {
        startsAt: new Date(Math.ceil(Date.now() / DAY) * DAY + i * DAY),
        durationMinutes: 30,
        customer: { name: `Customer ${i}`, email: `customer${i}@example.com` },
        source: "api",
        status: "confirmed",
        rules: "free",
      });
      if (i % (BOOKINGS / KILLS) !== 0) continue;
      const worker = await startWorker();
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      await kill(worker);
      // The dead worker's lease is let run out, so that the test need not wait a minute.
      await owner.query(
        "update jobs set leased_until = now() - interval '1 second' where finished_at is null",
      );
      await owner.query("update mails set sending_since = null");
    }
    const last = await startWorker();
    const isDone = async () => (await count("select count(*) n from jobs where finished_at is null")) === 0;
    while (!(await isDone())) {
      await owner.query("update jobs set run_at = now() where finished_at is null and leased_until is null");
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await kill(last);
    await database.close();

    expect(await count("select count(*) n from jobs where dead_at is not null")).toBe(0);
    expect(await count("select count(*) n from mails where status <> 'sent'")).toBe(0);
    // One to the customer and one to the owner for each booking; the address check at sign-up makes one more.
    expect(await count("select count(*) n from mails where to_address like 'customer%'")).toBe(BOOKINGS);
    expect(await count("select count(*) n from mails where to_address = 'owner@example.com'")).toBe(
      BOOKINGS + 1,
    );
    const sent = new Set(readFileSync(sentFile, "utf8").trim().split("\n"));
    expect(sent.size).toBe(2 * BOOKINGS + 1);
  });
});
