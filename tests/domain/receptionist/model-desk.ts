import type { BrainReply } from "@/lib/domain/receptionist/brain";
import { createModelBrain, type ModelBrainInput, type ModelUse } from "@/lib/domain/receptionist/model-brain";
import { promptOf } from "@/lib/domain/receptionist/prompt";
import type { TestModel } from "../../support/model";
import { FakeOffice, MONDAY_NINE, officeFacts } from "./fake-office";

/** Tuesday, 3 March 2026, 15:00 in New York. */
export const TUESDAY_THREE = "2026-03-03T20:00:00.000Z";

export const PROMPT = promptOf(
  {
    name: "Ava",
    personality: "friendly",
    conversation_style: "short",
    instructions: "We are next to the library.",
    escalation_triggers: [],
  },
  "Harbor Dental",
);

export interface Desk {
  office: FakeOffice;
  /** Everything that reached the caller, sentence by sentence. */
  heard: string[];
  uses: ModelUse[];
  warnings: object[];
  brain: ReturnType<typeof createModelBrain>;
  say(utterance: string): Promise<BrainReply>;
}

/** A receptionist in an office in memory. */
export function openDesk(
  { model }: Pick<TestModel, "model">,
  options: Partial<ModelBrainInput> & { facts?: Record<string, string> } = {},
): Desk {
  const office = new FakeOffice();
  const heard: string[] = [];
  const uses: ModelUse[] = [];
  const warnings: object[] = [];
  const brain = createModelBrain({
    model,
    prompt: PROMPT,
    callTool: office.callTool,
    now: () => new Date(MONDAY_NINE),
    // Deadlines pass when a test says so.
    startTimer: () => () => undefined,
    log: { warn: (entry: object) => void warnings.push(entry) },
    onSentence: (sentence) => heard.push(sentence),
    onUse: (use) => uses.push(use),
    ...options,
    facts: officeFacts(options.facts),
  });
  return { office, heard, uses, warnings, brain, say: (utterance) => brain.hear(utterance) };
}

export const AVAILABILITY = {
  tool: "check_availability",
  arguments: { date: "2026-03-03", service: "Cleaning" },
};
export const HOLD = { tool: "hold_slot", arguments: { starts_at: TUESDAY_THREE, service: "Cleaning" } };
export const BOOK = {
  tool: "book_appointment",
  arguments: { starts_at: TUESDAY_THREE, service: "Cleaning", name: "Maya Torres" },
};
