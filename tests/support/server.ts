import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { bareEnvironment } from "./bare-environment";
import { freePort } from "./postgres";

export interface RunningApp {
  url: string;
  /** Everything the server has written so far. */
  log(): string;
  /** Asks the server to end as Ctrl-C does, and waits. */
  stop(): Promise<void>;
  /** Ends the server as a power cut would. */
  kill(): Promise<void>;
}

export interface AppOptions {
  /** Kept after the stop when given; else a new folder that goes with the server. */
  dataDir?: string;
  env?: Record<string, string>;
}

const START_MILLISECONDS = 120_000;

/**
 * Starts what `npm start` starts, on a free port, with the embedded database and the emulators, and waits
 * until it is healthy. The production build must exist: `npm test` and `npm run build` make it.
 * @throws Error with what the server wrote when it ends or is not up within a minute.
 */
export async function startApp(options: AppOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), "frontdesk-app-")));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
    env: bareEnvironment({
      LOG_LEVEL: "info",
      RATE_LIMITS: "off",
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: dataDir,
      ...options.env,
    }),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let written = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      written += chunk.toString();
    });
  }
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const killNow = () => void child.kill("SIGKILL");
  process.once("exit", killNow);
  const end = async (signal: NodeJS.Signals) => {
    process.off("exit", killNow);
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const impatience = setTimeout(killNow, 15_000);
    await ended;
    clearTimeout(impatience);
  };
  const cleanUp = () => (options.dataDir ? undefined : rm(dataDir, { recursive: true, force: true }));

  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await end("SIGKILL");
      await cleanUp();
      throw new Error(`The app did not start:\n${written.slice(-4_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    log: () => written,
    stop: async () => {
      await end("SIGTERM");
      await cleanUp();
    },
    kill: () => end("SIGKILL"),
  };
}

const isHealthy = (url: string): Promise<boolean> =>
  fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) }).then(
    (response) => response.ok,
    () => false,
  );
