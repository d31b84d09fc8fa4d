import path from "node:path";
import { defineConfig } from "vitest/config";

/** Tests that need many connections at once: each file starts a real Postgres of its own, one file at a time. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["tests/race/**/*.race.test.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    // Some start processes of their own, which on a busy machine take their time.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    // The limit is for what never is: on a busy machine a second is soon over.
    expect: { poll: { timeout: 30_000 } },
    env: { LOG_LEVEL: "silent", DATA_DIR: ".data/race", RATE_LIMITS: "off" },
  },
});
