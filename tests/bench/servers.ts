import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { listen } from "@/lib/providers/emulation/server";
import { makeTelnyxKeys } from "@/lib/providers/telnyx/sign";
import { DEMO_LOGIN } from "../../scripts/demo/practice";
import { freePort, type RunningPostgres, startPostgres } from "../support/postgres";
import { answers, residentMegabytes, runNode, type Started, startNode } from "./processes";

const RESTING_MILLISECONDS = 3_000;

export interface MeasuredServer {
  name: string;
  url: string;
  process: Started;
  /** Resident memory before the first load, in MB. */
  restingMegabytes: number;
}

/** The product, seeded, with vendors that accept everything and do nothing. */
export interface MeasuredApp extends MeasuredServer {
  token: string;
  businessId: string;
  retellKey: string;
  telnyx: ReturnType<typeof makeTelnyxKeys>;
  /** The server that it uses, null when its database is embedded. */
  postgres: RunningPostgres | null;
  stop(): Promise<void>;
}

const signedIn = z.object({
  data: z.object({ token: z.string(), user: z.object({ business_id: z.string() }) }),
});

async function logIn(url: string) {
  const response = await fetch(`${url}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(DEMO_LOGIN),
  });
  const { data } = signedIn.parse(await response.json());
  return { token: data.token, businessId: data.user.business_id };
}

/**
 * Starts what `npm start` starts, on a database of its own that is seeded before. Limits are off, since one
 * caller makes more requests than any may; vendors are a local stub.
 */
export async function startApp(kind: "embedded" | "postgres"): Promise<MeasuredApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-bench-"));
  const postgres = kind === "postgres" ? await startPostgres() : null;
  const vendors = await listen(async () => ({ status: 200, json: { data: { result: "ok" } } }));
  const telnyx = makeTelnyxKeys();
  const retellKey = `key_${randomBytes(16).toString("hex")}`;
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const base = {
    PORT: String(port),
    APP_URL: url,
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
    RATE_LIMITS: "off",
    EMULATORS: "off",
    ...(postgres
      ? {
          DATABASE_URL: postgres.appUrl,
          ...Object.fromEntries(
            ["AUTH_SECRET", "JWT_SECRET", "ENCRYPTION_KEY", "CRON_SECRET"].map((name) => [
              name,
              randomBytes(32).toString("base64"),
            ]),
          ),
        }
      : {}),
  };
  const cleanUp = async () => {
    await vendors.close();
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  let server: Started | undefined;
  try {
    await runNode(["--import", "tsx", "tests/bench/seed.ts"], base);
    server = startNode(
      ["--import", "tsx", "scripts/start.ts"],
      {
        ...base,
        TELNYX_API_KEY: "KEY_bench",
        TELNYX_PUBLIC_KEY: telnyx.publicKey,
        TELNYX_BASE_URL: vendors.origin,
        RETELL_API_KEY: retellKey,
        RETELL_BASE_URL: vendors.origin,
      },
      { pinned: true },
    );
    await answers(`${url}/api/health`, server);
    await new Promise((resolve) => setTimeout(resolve, RESTING_MILLISECONDS));
    const restingMegabytes = await residentMegabytes(server.pid);
    const running = server;
    return {
      name: kind,
      url,
      process: running,
      restingMegabytes,
      telnyx,
      retellKey,
      postgres,
      ...(await logIn(url)),
      stop: async () => {
        await running.stop();
        await cleanUp();
      },
    };
  } catch (error) {
    await server?.stop();
    await cleanUp();
    throw error;
  }
}

/** A Next app with one route that answers with these bytes, built if it is not and served like the product. */
export async function startBareApp(body: string): Promise<MeasuredServer & { stop(): Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "frontdesk-bench-"));
  const file = path.join(folder, "body.json");
  await writeFile(file, body);
  await runNode(["node_modules/next/dist/bin/next", "build", "tests/bench/bare-app"], {});
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const server = startNode(
    ["--import", "tsx", "tests/bench/bare-server.ts"],
    { PORT: String(port), BENCH_BODY_FILE: file },
    { pinned: true },
  );
  try {
    await answers(`${url}/api/leads`, server);
    await new Promise((resolve) => setTimeout(resolve, RESTING_MILLISECONDS));
    return {
      name: "bare",
      url,
      process: server,
      restingMegabytes: await residentMegabytes(server.pid),
      stop: async () => {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
