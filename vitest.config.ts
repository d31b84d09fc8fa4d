import path from "node:path";
import { defineConfig } from "vitest/config";

const alias = { "@": path.resolve(import.meta.dirname) };

/** Unit, domain, API, webhook and RLS tests share one embedded database a worker; each test has its own tenant. */
export default defineConfig({
  resolve: { alias },
  test: {
    include: ["tests/**/*.test.ts"],
    // The bench builds a Next app of its own, with copies of packages and their tests.
    exclude: ["tests/e2e/**", "tests/race/**", "tests/supabase/**", "**/.next/**"],
    pool: "forks",
    isolate: false,
    maxWorkers: 2,
    globalSetup: ["tests/support/template-setup.ts"],
    setupFiles: ["tests/support/worker-setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The limit is for what never is: on a busy machine a second is soon over.
    expect: { poll: { timeout: 30_000 } },
    env: { LOG_LEVEL: "silent", DATA_DIR: ".data/test", RATE_LIMITS: "off" },
  },
});
