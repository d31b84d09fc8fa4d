import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { bareEnvironment } from "../tests/support/bare-environment";
import { buildIfNeeded } from "./build";
import { checkLine, runChecks } from "./checks";

interface Count {
  passed: number;
  failed: number;
  /** What failed, and the first words of why. */
  failures?: string[];
}

const KEPT_FROM_OUTSIDE = ["CI", "CHROMIUM_PATH", "FORCE_COLOR", "NO_COLOR", "TERM"];
const outside = Object.fromEntries(
  KEPT_FROM_OUTSIDE.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
);
const environment = bareEnvironment({ ...outside, NEXT_TELEMETRY_DISABLED: "1" });

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});
type VitestReport = z.infer<typeof vitestReport>;

const REASON_LENGTH = 600;

/** The failed tests of a run by name, and the files that did not load, each with the beginning of the reason. */
const failuresOf = ({ testResults }: VitestReport): string[] =>
  testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    if (status === "failed" && assertionResults.length === 0)
      return [`${file}\n${message.slice(0, REASON_LENGTH)}`];
    return assertionResults
      .filter((result) => result.status === "failed")
      .map(({ fullName, failureMessages: [reason = ""] }) =>
        `${file} > ${fullName}\n${reason.slice(0, REASON_LENGTH)}`.trim(),
      );
  });

/** Runs one of the vitest configurations and counts. A file that does not load, or a crash, is a failure too. */
async function vitest(config: string, reports: string): Promise<Count> {
  const outputFile = path.join(reports, `${config}.json`);
  const code = await new Promise<number>((resolve) => {
    const flags = [
      "run",
      "-c",
      config,
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${outputFile}`,
    ];
    const child = spawn(process.execPath, ["node_modules/vitest/vitest.mjs", ...flags], {
      env: environment,
      stdio: ["ignore", "inherit", "inherit"],
    });
    child.once("close", (exitCode) => resolve(exitCode ?? 1));
  });
  const text = await readFile(outputFile, "utf8").catch(() => "");
  const report = vitestReport.safeParse(text ? JSON.parse(text) : null);
  if (!report.success) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = report.data;
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  ).length;
  const failed = numFailedTests + unloaded;
  const failures = failuresOf(report.data);
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed, failures };
}

async function checks(): Promise<Count> {
  const results = await runChecks((result) => console.log(checkLine(result)));
  const failed = results.filter((result) => !result.isOk).length;
  return { passed: results.length - failed, failed };
}

/** The build makes no test pass; one that fails is a failure, and the browser has nothing to look at. */
async function browser(reports: string): Promise<Count> {
  try {
    await buildIfNeeded((text) => console.log(text));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
  return vitest("vitest.e2e.config.ts", reports);
}

const reports = await mkdtemp(path.join(os.tmpdir(), "frontdesk-reports-"));
const STEPS: [string, () => Promise<Count>][] = [
  ["Checks: types, format, imports, unused code, house rules", checks],
  ["Unit, domain, API, webhook and row-level tests", () => vitest("vitest.config.ts", reports)],
  ["Races, on a real Postgres", () => vitest("vitest.race.config.ts", reports)],
  ["Supabase: push and advisors", () => vitest("vitest.supabase.config.ts", reports)],
  ["Build and browser tests", () => browser(reports)],
];

const beganAt = performance.now();
const elapsed = () => `${((performance.now() - beganAt) / 1000).toFixed(0)} s`;
const total: Count = { passed: 0, failed: 0 };
const summary: string[] = [];
const allFailures: string[] = [];
for (const [index, [name, step]] of STEPS.entries()) {
  console.log(`\n[${index + 1}/${STEPS.length}] ${name} (${elapsed()})`);
  const { passed, failed, failures = [] } = await step();
  total.passed += passed;
  total.failed += failed;
  summary.push(`  ${name}: ${passed} passed, ${failed} failed`);
  allFailures.push(...failures);
}
await rm(reports, { recursive: true, force: true });
if (allFailures.length > 0) console.log(`\nWhat failed:\n\n${allFailures.join("\n\n")}`);
console.log(`\nDone in ${elapsed()}\n${summary.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
