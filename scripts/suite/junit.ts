import type { ScenarioResult } from "@/lib/domain/scenarios";
import { transcriptText, unmetText } from "./result-text";

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** What XML 1.0 can hold of a text (§2.2), escaped for content and attributes alike. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"]/g, (char) => ENTITIES[char] ?? char);

const seconds = (milliseconds: number): string => (milliseconds / 1000).toFixed(3);

function testCase(result: ScenarioResult): string {
  const head = `    <testcase name="${escaped(result.name)}" classname="scenarios" time="${seconds(result.durationMilliseconds)}">`;
  const out = `      <system-out>${escaped(transcriptText(result))}</system-out>`;
  if (result.hasPassed) return [head, out, "    </testcase>"].join("\n");
  const kind = result.error ? "error" : "failure";
  const text = unmetText(result);
  const message = text.split("\n")[0] ?? "";
  const failure = `      <${kind} message="${escaped(message)}">${escaped(text)}</${kind}>`;
  return [head, failure, out, "    </testcase>"].join("\n");
}

/** The results as JUnit XML, as build servers read it. */
export function junitText(title: string, startedAt: Date, results: ScenarioResult[]): string {
  const errors = results.filter(({ error }) => error !== null).length;
  const failures = results.filter(({ hasPassed, error }) => !hasPassed && error === null).length;
  const time = seconds(results.reduce((sum, result) => sum + result.durationMilliseconds, 0));
  const counts = `tests="${results.length}" failures="${failures}" errors="${errors}" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${escaped(title)}" ${counts} timestamp="${startedAt.toISOString().slice(0, 19)}">`,
    ...results.map(testCase),
    "  </testsuite>",
    "</testsuites>",
    "",
  ].join("\n");
}
