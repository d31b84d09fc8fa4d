import { z } from "zod";
import { authorize, type Context } from "@/lib/domain/context";
import { parseInput } from "@/lib/domain/parse";
import { resultsOf, subjectOf, suiteTarget } from "./hold-calls";
import { MOST_SCENARIOS } from "./scenario-rows";
import { type ScenarioResult, scenarioInput } from "./schema";

const rehearseScenariosInput = suiteTarget.extend({
  scenarios: z.array(scenarioInput).min(1).max(MOST_SCENARIOS),
});

/**
 * Holds calls that are not in the suite, against what is live or the draft. Keeps nothing, not even the result.
 * @throws DomainError `not_found`, `validation_failed`.
 */
export async function rehearseScenarios(
  ctx: Context,
  input: z.input<typeof rehearseScenariosInput>,
): Promise<ScenarioResult[]> {
  authorize(ctx, "agent:write");
  const { scenarios, ...wish } = parseInput(rehearseScenariosInput, input);
  return resultsOf(ctx, scenarios, await subjectOf(ctx, wish));
}
