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
// Its output comes through here, so that it cannot see whether somebody looks on.
const colours: Record<string, string> = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
const environment = bareEnvironment({ ...colours, ...outside, NEXT_TELEMETRY_DISABLED: "1" });

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

type Say = (text: string) => void;

/** Runs one of the vitest configurations and counts. A file that does not load, or a crash, is a failure too. */
async function vitest(config: string, say: Say): Promise<Count> {
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
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", say);
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

async function checks(say: Say): Promise<Count> {
  const results = await runChecks((result) => say(`${checkLine(result)}\n`));
  const failed = results.filter((result) => !result.isOk).length;
  return { passed: results.length - failed, failed };
}

/** The build makes no test pass; one that fails is a failure, and the browser has nothing to look at. */
async function browser(say: Say): Promise<Count> {
  try {
    await buildIfNeeded((text) => say(`${text}\n`));
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1 };
  }
  return vitest("vitest.e2e.config.ts", say);
}

const reports = await mkdtemp(path.join(os.tmpdir(), "frontdesk-reports-"));
const beganAt = performance.now();
const elapsed = () => `${((performance.now() - beganAt) / 1000).toFixed(0)} s`;
const total: Count = { passed: 0, failed: 0 };
const summary: string[] = [];
const allFailures: string[] = [];

type Step = [name: string, run: (say: Say) => Promise<Count>];
const CHECKS: Step = ["Checks: types, format, imports, unused code, house rules", checks];
const UNIT: Step = [
  "Unit, domain, API, webhook and row-level tests",
  (say) => vitest("vitest.config.ts", say),
];
const RACES: Step = ["Races, on a real Postgres", (say) => vitest("vitest.race.config.ts", say)];
const SUPABASE: Step = ["Supabase: push and advisors", (say) => vitest("vitest.supabase.config.ts", say)];
const BROWSER: Step = ["Build and browser tests", browser];
const STEP_COUNT = 5;
let shown = 0;

/** Runs a step to its end. Its output comes in one piece: where others run too, once `before` have shown theirs. */
async function perform([name, run]: Step, before: Promise<unknown>): Promise<void> {
  let kept = "";
  let isOpen = false;
  const show = before.then(() => {
    shown += 1;
    isOpen = true;
    process.stdout.write(`\n[${shown}/${STEP_COUNT}] ${name} (${elapsed()})\n${kept}`);
  });
  const {
    passed,
    failed,
    failures = [],
  } = await run((text) => {
    if (isOpen) process.stdout.write(text);
    else kept += text;
  });
  await show;
  total.passed += passed;
  total.failed += failed;
  summary.push(`  ${name}: ${passed} passed, ${failed} failed`);
  allFailures.push(...failures);
}

// The races wait for their database most of the time, and the last of the checks keeps one core busy: they go together.
const checked = perform(CHECKS, Promise.resolve());
const raced = perform(RACES, checked);
await Promise.all([checked, raced]);
for (const step of [UNIT, SUPABASE, BROWSER]) await perform(step, Promise.resolve());

await rm(reports, { recursive: true, force: true });
if (allFailures.length > 0) console.log(`\nWhat failed:\n\n${allFailures.join("\n\n")}`);
console.log(`\nDone in ${elapsed()}\n${summary.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
