import type { SuiteRunSummary } from "@/lib/domain/scenarios";
import { countOf, formatDuration, formatNearDay, formatTime } from "@/lib/ui/format";

const MILLISECONDS = 1000;

/** How a run went, and when it was of what. */
export function runText(run: SuiteRunSummary, now: Date, timeZone: string): { title: string; note: string } {
  const total = run.passed + run.failed;
  const title =
    run.failed === 0
      ? `All ${countOf(total, "call")} as they should be`
      : `${run.failed} of ${countOf(total, "call")} went wrong`;
  const when = `${formatNearDay(run.startedAt, now, timeZone)}, ${formatTime(run.startedAt, timeZone)}`;
  const what = run.agentVersion === null ? "the draft" : `version ${run.agentVersion}`;
  return { title, note: `${when}, ${what}, ${formatDuration(run.durationMilliseconds / MILLISECONDS)}` };
}
