import type { ToolUse } from "@/lib/domain/receptionist/brain";
import { refusalOf } from "@/lib/domain/receptionist/model-brain/gate";
import { knownFrom } from "@/lib/domain/receptionist/model-brain/known";
import { leaksOf } from "@/lib/domain/receptionist/model-brain/leaks";
import { RULES } from "@/lib/domain/receptionist/prompt";
import { BOOKING_SCRIPTS } from "../domain/receptionist/booking-scripts";
import { brainOf, FakeOffice, MONDAY_NINE, officeFacts } from "../domain/receptionist/fake-office";
import { OTHER_SCRIPTS } from "../domain/receptionist/other-scripts";
import { median, quantiles, type Row } from "./statistics";

const ROUNDS = 5;
const SENTENCES = [
  "Let me look at tomorrow for you.",
  "I have Tuesday, March 3 at 3 PM or 3:30 PM.",
  "A cleaning costs $120 and takes about 30 minutes.",
  "May I have your full name, please?",
  "You're booked for Tuesday, March 3 at 3 PM.",
  "We're open Monday to Friday, 9 AM to 5 PM.",
];
const SENTENCE_RUNS = 200;

/** Milliseconds of every turn of the scripted conversations, with an office in memory. */
async function turnsOfScripts(): Promise<number[]> {
  const samples: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const { facts, office: prepare, turns } of [...BOOKING_SCRIPTS, ...OTHER_SCRIPTS]) {
      const office = new FakeOffice();
      prepare?.(office);
      const brain = brainOf(office, facts);
      for (const [caller] of turns) {
        const startedAt = performance.now();
        await brain.hear(caller);
        // The first round warms up.
        if (round > 0) samples.push(performance.now() - startedAt);
      }
    }
  }
  return samples;
}

/** Milliseconds that the gate takes for a sentence of a model, after a look at a day's free times. */
async function gatedSentences(): Promise<number[]> {
  const office = new FakeOffice();
  const answer = await office.callTool("check_availability", { date: "2026-03-03" });
  const uses: ToolUse[] = [{ tool: "check_availability", arguments: {}, answer }];
  const known = knownFrom({
    facts: officeFacts(),
    instructions: "",
    uses,
    callerTexts: ["A cleaning tomorrow at three"],
    now: new Date(MONDAY_NINE),
  });
  const leaks = leaksOf(RULES, "");
  const samples: number[] = [];
  for (let run = 0; run < SENTENCE_RUNS; run += 1) {
    for (const sentence of SENTENCES) {
      const startedAt = performance.now();
      refusalOf({ sentence, utterance: "tomorrow?", known, leaks });
      if (run > SENTENCE_RUNS / 10) samples.push(performance.now() - startedAt);
    }
  }
  return samples;
}

/** What the receptionist itself takes of a turn, without tools, database and vendor. */
export async function run(): Promise<Row[]> {
  const turns = await turnsOfScripts();
  const sentences = await gatedSentences();
  const perSecond = 1000 / (turns.reduce((sum, value) => sum + value, 0) / turns.length);
  return [
    {
      what: "The built-in receptionist, a turn of the scripted calls, tools in memory",
      measured: `${quantiles(turns)} (p50 / p95 / p99), ${perSecond.toFixed(0)} turns a second`,
      aim: "p50 ≤ 10 ms",
      isMet: median(turns) <= 10,
      bound: "Reading dates and times, most of it Temporal in JavaScript.",
    },
    {
      what: "The gate, a sentence of a language model",
      measured: `${quantiles(sentences)} (p50 / p95 / p99)`,
      aim: "p50 ≤ 2 ms",
      isMet: median(sentences) <= 2,
      bound: "Some ninety patterns over one sentence, and reading its days.",
    },
  ];
}
