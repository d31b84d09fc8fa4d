import path from "node:path";
import { defineConfig } from "vitest/config";

/** Browser tests against the production build, one file at a time: each drives a server and a Chromium. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["tests/e2e/**/*.e2e.test.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
