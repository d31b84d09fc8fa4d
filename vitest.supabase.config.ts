import path from "node:path";
import { defineConfig } from "vitest/config";

/** What the Supabase CLI makes of the migrations, on a real Postgres that has the roles of a Supabase project. */
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    include: ["tests/supabase/**/*.test.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { LOG_LEVEL: "silent" },
  },
});
