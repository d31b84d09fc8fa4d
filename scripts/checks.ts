import { execFile } from "node:child_process";
import { z } from "zod";
import { checkHouseRules } from "./house-rules";

export interface CheckResult {
  name: string;
  isOk: boolean;
  seconds: number;
  /** What to read when it failed. */
  output: string;
}

interface Run {
  isOk: boolean;
  stdout: string;
  output: string;
}

/** Runs a program of node_modules, by its file, on the Node that runs this script. */
function run(file: string, ...args: string[]): Promise<Run> {
  const options = { maxBuffer: 256 * 1024 * 1024, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } };
  return new Promise((resolve) => {
    execFile(process.execPath, [file, ...args], options, (error, stdout, stderr) => {
      resolve({ isOk: error === null, stdout, output: `${stdout}${stderr}`.trim() });
    });
  });
}

const LEAST_MODULES = 50;
const cruised = z.object({
  summary: z.object({
    totalCruised: z.number(),
    violations: z.array(
      z.object({
        from: z.string(),
        to: z.string(),
        rule: z.object({ name: z.string() }),
        comment: z.string().optional(),
      }),
    ),
  }),
});

/** The import table. A cruise that finds next to nothing has not looked: it fails too. */
async function architecture(): Promise<Run> {
  const places = ["lib", "app", "scripts", "instrumentation.ts"];
  const config = ["--config", "tests/architecture.cjs", "--output-type", "json"];
  const result = await run(
    "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs",
    ...config,
    ...places,
  );
  const parsed = cruised.safeParse(JSON.parse(result.stdout || "{}"));
  if (!parsed.success) return { ...result, isOk: false };
  const { totalCruised, violations } = parsed.data.summary;
  const lines = violations.map(
    ({ rule, from, to, comment }) => `${rule.name}: ${from} → ${to}${comment ? ` (${comment})` : ""}`,
  );
  if (totalCruised < LEAST_MODULES) lines.push(`Only ${totalCruised} modules were found.`);
  return { isOk: lines.length === 0, stdout: "", output: lines.join("\n") };
}

async function types(): Promise<Run> {
  const generated = await run("node_modules/next/dist/bin/next", "typegen");
  return generated.isOk ? run("node_modules/typescript/bin/tsc", "--noEmit") : generated;
}

async function houseRules(): Promise<Run> {
  const { files, complaints } = await checkHouseRules();
  if (files < LEAST_MODULES) complaints.push(`Only ${files} files were found.`);
  return { isOk: complaints.length === 0, stdout: "", output: complaints.join("\n") };
}

const CHECKS: Record<string, () => Promise<Run>> = {
  "types (next typegen, tsc)": types,
  "format and lint (biome)": () => run("node_modules/@biomejs/biome/bin/biome", "check", "."),
  "imports (dependency-cruiser)": architecture,
  "unused code (knip)": () => run("node_modules/knip/bin/knip.js", "--no-progress"),
  "database types in step": () => run("node_modules/tsx/dist/cli.mjs", "scripts/types.ts", "--check"),
  "OpenAPI documents in step": () => run("node_modules/tsx/dist/cli.mjs", "scripts/openapi.ts", "--check"),
  "house rules": houseRules,
};

/** Runs all checks side by side, none of which writes to the sources. `report` is called as each ends. */
export function runChecks(report: (result: CheckResult) => void): Promise<CheckResult[]> {
  return Promise.all(
    Object.entries(CHECKS).map(async ([name, check]) => {
      const startedAt = performance.now();
      const { isOk, output } = await check();
      const result = { name, isOk, output, seconds: (performance.now() - startedAt) / 1000 };
      report(result);
      return result;
    }),
  );
}

/** A check's outcome as lines for the terminal. */
export const checkLine = ({ name, isOk, seconds, output }: CheckResult): string =>
  `${isOk ? "  ok    " : "  FAILED"} ${name}, ${seconds.toFixed(1)} s${isOk ? "" : `\n${output.replaceAll(/^/gm, "    ")}`}`;
