import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import os from "node:os";

const CORES = os.availableParallelism();
const canPin = process.platform === "linux" && CORES > 1 && spawnSync("taskset", ["--version"]).status === 0;
const SERVER_CORE = "0";
const OTHER_CORES = CORES > 2 ? `1-${CORES - 1}` : "1";
/** Linux counts the time of a process in hundredths of a second. */
const TICK_MICROSECONDS = 10_000;
const STARTING_MILLISECONDS = 90_000;

/** How the processes were kept apart, in words. */
export const pinning = canPin
  ? `the server on core ${SERVER_CORE}, load and Postgres on ${CORES > 2 ? "cores" : "core"} ${OTHER_CORES}`
  : "not pinned";

/** Keeps this process, and all that it starts from now on, off the core of the measured server. */
export function stepAside(): void {
  if (canPin) spawnSync("taskset", ["-a", "-cp", OTHER_CORES, String(process.pid)]);
}

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

export interface Started {
  pid: number;
  /** What it has written so far. */
  output(): string;
  ended: Promise<number | null>;
  /** Asks it to end, waits, and insists after ten seconds. */
  stop(): Promise<void>;
}

/** Only what a fresh machine has: no variable of this machine reaches what is measured. */
const cleanEnv = (variables: Record<string, string>): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TMPDIR: process.env.TMPDIR,
  NODE_ENV: "production",
  NEXT_TELEMETRY_DISABLED: "1",
  ...variables,
});

/** Starts Node on the arguments, on the core of the measured server when `pinned`. It dies with this process. */
export function startNode(
  args: string[],
  variables: Record<string, string>,
  options: { pinned?: boolean } = {},
): Started {
  const command = [process.execPath, ...args];
  const [file = "", ...rest] =
    options.pinned && canPin ? ["taskset", "-c", SERVER_CORE, ...command] : command;
  const child = spawn(file, rest, { env: cleanEnv(variables), stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => {
      written = (written + chunk.toString()).slice(-200_000);
    });
  const ended = new Promise<number | null>((resolve) =>
    child.once("close", (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  return {
    pid: child.pid ?? 0,
    output: () => written,
    ended,
    stop: async () => {
      child.kill("SIGTERM");
      const impatience = setTimeout(() => child.kill("SIGKILL"), 10_000);
      await ended;
      clearTimeout(impatience);
    },
  };
}

/** Runs Node to its end. @throws Error with what it wrote unless it ends well. */
export async function runNode(args: string[], variables: Record<string, string>): Promise<string> {
  const child = startNode(args, variables);
  if ((await child.ended) !== 0)
    throw new Error(`${args.join(" ")} failed:\n${child.output().slice(-4_000)}`);
  return child.output();
}

/** Waits until an address answers 200. @throws Error with what the server wrote when it does not. */
export async function answers(url: string, server: Started): Promise<void> {
  const deadline = Date.now() + STARTING_MILLISECONDS;
  let isOver = false;
  void server.ended.then(() => {
    isOver = true;
  });
  for (;;) {
    const isUp = await fetch(url, { signal: AbortSignal.timeout(15_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    if (isOver || Date.now() > deadline)
      throw new Error(`${url} does not answer:\n${server.output().slice(-4_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The processor time that a process has used so far, all its threads together, in microseconds (Linux). */
export async function cpuMicroseconds(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS;
}

/** Resident memory of a process in MB (Linux). */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** What this was measured on. */
export function machine(): string {
  const model = os.cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = Math.round(os.totalmem() / 2 ** 30);
  return `${CORES} × ${model}, ${memory} GB, ${os.type()} ${os.release()}`;
}
