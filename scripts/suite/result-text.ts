import type { ScenarioResult } from "@/lib/domain/scenarios";

const used = ({ tool, receipt, error }: ScenarioResult["turns"][number]["tools"][number]): string =>
  `${tool}${receipt ? ` → ${receipt}` : ""}${error ? `: ${error}` : ""}`;

/** What was said in a rehearsed call, a line a turn, with why. */
export const transcriptText = ({ turns }: ScenarioResult): string =>
  turns
    .map(({ speaker, text, why, tools }, index) => {
      const reason = [why, ...tools.map(used)].filter(Boolean).join("; ");
      return `${String(index).padStart(3)} ${speaker === "caller" ? "Caller" : "Receptionist"}: ${text}${reason ? `  [${reason}]` : ""}`;
    })
    .join("\n");

/** The expectations that were not met, a line each. */
export const unmetText = ({ verdicts, error }: ScenarioResult): string =>
  [
    ...(error ? [error] : []),
    ...verdicts
      .filter(({ isMet }) => !isMet)
      .map(({ text, turn }) => `Not met: ${text}${turn === null ? "" : ` (turn ${turn})`}`),
  ].join("\n");

/** A scenario's result for the terminal: one line, and the whole call where it failed. */
export function resultText(result: ScenarioResult): string {
  const line = `${result.hasPassed ? "ok    " : "FAILED"} ${result.name} (${result.durationMilliseconds} ms)`;
  if (result.hasPassed) return line;
  const detail = `${unmetText(result)}\n${transcriptText(result)}`.trimEnd();
  return `${line}\n${detail.replace(/^/gm, "       ")}`;
}
