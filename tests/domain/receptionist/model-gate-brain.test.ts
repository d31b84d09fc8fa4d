import { describe, expect, it } from "vitest";
import { createBrain, type ToolUse } from "@/lib/domain/receptionist/brain";
import { refusalOf } from "@/lib/domain/receptionist/model-brain/gate";
import { knownFrom } from "@/lib/domain/receptionist/model-brain/known";
import { leaksOf } from "@/lib/domain/receptionist/model-brain/leaks";
import { SentenceReader } from "@/lib/domain/receptionist/model-brain/sentences";
import { RULES } from "@/lib/domain/receptionist/prompt";
import { ALL_SCRIPTS } from "./all-scripts";
import { FakeOffice, MONDAY_NINE, officeFacts } from "./fake-office";
import type { Script } from "./script";

/** What of the built-in brain's own replies in a scripted call the gate takes for an act without its receipt. */
async function keptBack({ facts, office: prepare, turns }: Script): Promise<string[]> {
  const office = new FakeOffice();
  prepare?.(office);
  const now = new Date(MONDAY_NINE);
  const brain = createBrain({ facts: officeFacts(facts), callTool: office.callTool, now: () => now });
  const uses: ToolUse[] = [];
  const callerTexts: string[] = [];
  const kept: string[] = [];
  for (const [utterance] of turns) {
    const reply = await brain.hear(utterance);
    callerTexts.push(utterance);
    uses.push(...reply.toolCalls);
    const known = knownFrom({ facts: officeFacts(facts), instructions: "", uses, callerTexts, now });
    const reader = new SentenceReader();
    for (const sentence of [...reader.push(reply.text), ...reader.end()]) {
      const refusal = refusalOf({ sentence, utterance, known, leaks: leaksOf(RULES, "") });
      if (refusal?.includes("receipt")) kept.push(`${sentence} (${refusal})`);
    }
  }
  return kept;
}

describe("the gate asks the built-in brain's own words for no receipt that they do not have", () => {
  it.each(ALL_SCRIPTS.map((script) => [script.name, script] as const))("%s", async (_name, script) =>
    expect(await keptBack(script)).toEqual([]),
  );
});
