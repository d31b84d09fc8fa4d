import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { freePort } from "../support/postgres";
import { startNode } from "./processes";
import { median, type Row } from "./statistics";

const RUNS = 3;
const AIM_SECONDS = 20;
const GIVE_UP_MILLISECONDS = 120_000;
const FINISHED = "Look at it:";

/** Seconds from the command to the printed call, on a new data folder, the app being built. */
async function finishedCallSeconds(): Promise<number> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "frontdesk-bench-"));
  const startedAt = performance.now();
  const demo = startNode(["--import", "tsx", "scripts/demo.ts"], {
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    LOG_LEVEL: "warn",
  });
  let isOver = false;
  void demo.ended.then(() => {
    isOver = true;
  });
  try {
    while (!demo.output().includes(FINISHED)) {
      if (isOver || performance.now() - startedAt > GIVE_UP_MILLISECONDS)
        throw new Error(`The demo printed no finished call:\n${demo.output().slice(-4_000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return (performance.now() - startedAt) / 1000;
  } finally {
    await demo.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The time from `npm run demo` to the finished call, installed and built. */
export async function run(): Promise<Row[]> {
  const seconds: number[] = [];
  for (let index = 0; index < RUNS; index += 1) seconds.push(await finishedCallSeconds());
  return [
    {
      what: "From the demo's command to the finished call, built, new data",
      measured: `${median(seconds).toFixed(1)} s (median of ${RUNS})`,
      aim: `≤ ${AIM_SECONDS} s`,
      isMet: median(seconds) <= AIM_SECONDS,
      bound: "Opening the embedded database, seeding a week of history, and the jobs that follow the call.",
    },
  ];
}
