import path from "node:path";
import { defineConfig } from "vitest/config";

/** Browser tests against the production build, two files at a time: each drives a server and a Chromium. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["tests/e2e/**/*.e2e.test.ts"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    globalSetup: ["tests/support/browser-setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // The limit is for what never is: on a busy machine a second is soon over.
    expect: { poll: { timeout: 30_000 } },
  },
});
