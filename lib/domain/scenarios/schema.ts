import { z } from "zod";
import { emailAddress, filledText, text } from "@/lib/domain/text";

const e164 = z
  .string()
  .regex(/^\+[0-9]{3,15}$/, "Write the number with + and country code, such as +12025550123.");
const localDate = z.iso.date("Write the day as 2026-03-31.");
const localTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "Write the time as 14:30.");
const localMoment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01][0-9]|2[0-3]):[0-5][0-9]$/, "Write day and time as 2026-03-31T14:30.");

/** Who rings. */
const persona = z.object({
  name: filledText(120),
  /** The number that they have; null where they will not tell one. */
  phone: e164.nullable().default(null),
  /** They ring without showing it. */
  isNumberWithheld: z.boolean().default(false),
  email: emailAddress.nullable().default(null),
  /** The name under which the business knows their number; null for a stranger. */
  knownAs: filledText(120).nullable().default(null),
});

/** What they answer when they are asked. What is left out is answered as people usually do. */
const answers = z.object({
  service: filledText(200).nullable().default(null),
  /** In words: "tomorrow after three". */
  when: filledText(200).nullable().default(null),
  /** Which of the times offered; else the first. */
  slot: filledText(200).nullable().default(null),
  message: filledText(1000).nullable().default(null),
  /** Whether they agree when something is read back to them. */
  agrees: z.boolean().default(true),
});

const when = { date: localDate.nullable().default(null), time: localTime.nullable().default(null) };
const wording = {
  text: filledText(300),
  /** `phrase`: these words, in this order. `topic`: all of what they are about, in any wording. */
  match: z.enum(["phrase", "topic"]).default("phrase"),
};

/** What has to come of the call. */
export const expectation = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("books"), service: filledText(200).nullable().default(null), ...when }),
  z.object({ kind: z.literal("reschedules"), ...when }),
  z.object({ kind: z.literal("cancels") }),
  z.object({ kind: z.literal("captures_lead") }),
  z.object({ kind: z.literal("takes_message") }),
  z.object({ kind: z.literal("transfers") }),
  z.object({ kind: z.literal("arranges_callback") }),
  /** Either of the two before. */
  z.object({ kind: z.literal("reaches_person") }),
  z.object({ kind: z.literal("says"), ...wording }),
  z.object({ kind: z.literal("does_not_say"), ...wording }),
  z.object({ kind: z.literal("does_not_use"), tool: filledText(64) }),
  z.object({ kind: z.literal("ends") }),
]);
export type Expectation = z.output<typeof expectation>;

/** An appointment that stands when the call comes in, in the business's wall time. */
const appointment = z.object({
  startsAtLocal: localMoment,
  service: filledText(200).nullable().default(null),
  whose: z.enum(["caller", "other"]).default("caller"),
});

export const MOST_BUSY_TIMES = 100;

/** A time that somebody else has in a calendar, told by its name. */
const busyTime = z.object({
  startsAtLocal: localMoment,
  durationMinutes: z.number().int().min(1).max(1_440),
  calendar: filledText(200),
});
export type BusyTime = z.output<typeof busyTime>;

/** A call that might come, and what has to come of it. */
export const scenarioInput = z.object({
  name: filledText(120),
  /** What the caller is after, for whoever reads the suite. */
  goal: text(1000).default(""),
  persona,
  /** The first thing that they say. */
  opening: filledText(2000),
  /** What they say next, one after the other, whenever they are not asked for something. */
  lines: z.array(filledText(2000)).max(60).default([]),
  /** They say their lines one after the other whatever they are asked, as a caller did who really rang. */
  isVerbatim: z.boolean().default(false),
  answers: answers.default(answers.parse({})),
  /** When they ring. The whole call happens around this instant. */
  at: z.iso.datetime({ offset: true, error: "Write the time as 2026-03-31T14:30:00Z." }),
  appointments: z.array(appointment).max(30).default([]),
  /** What else is taken, as in the call that it was made from. */
  busy: z.array(busyTime).max(MOST_BUSY_TIMES).default([]),
  expectations: z.array(expectation).min(1, "Say at least one thing that has to come of it.").max(20),
});
export type ScenarioInput = z.input<typeof scenarioInput>;
export type ScenarioSettings = z.output<typeof scenarioInput>;

/** A scenario of the business's suite. */
export type Scenario = ScenarioSettings & {
  id: string;
  /** False for one of the starter set, which is kept only once something in the suite has been edited. */
  isStored: boolean;
  /** The call that it was made from. */
  sourceConversationId: string | null;
};

export const saveScenarioInput = scenarioInput.extend({
  /** Left out for a new one. */
  id: z.uuid().optional(),
  /** The conversation that it was made from. */
  sourceConversationId: z.uuid().nullish(),
});
export type SaveScenarioInput = z.input<typeof saveScenarioInput>;

/** One thing said in a rehearsed call. */
export interface RehearsedTurn {
  speaker: "caller" | "receptionist";
  text: string;
  /** The rule that led to it, on the receptionist's side. */
  why: string | null;
  tools: RehearsedTool[];
}

export interface RehearsedTool {
  tool: string;
  arguments: unknown;
  result: unknown;
  /** What the row is that it wrote; null where it wrote none. */
  receipt: string | null;
  error: string | null;
}

/** A call as it went. */
export interface Rehearsal {
  turns: RehearsedTurn[];
  /** The receptionist brought it to its end; else the caller gave up. */
  hasEnded: boolean;
  timeZone: string;
}

/** A turn as a run keeps it: what a tool answered is told by what was said then. */
export type KeptTurn = Omit<RehearsedTurn, "tools"> & { tools: Omit<RehearsedTool, "result">[] };

/** An expectation and what became of it. */
export interface Verdict {
  expectation: Expectation;
  /** The expectation in words. */
  text: string;
  isMet: boolean;
  /** The turn that decided it, from 0; null where the whole call did. */
  turn: number | null;
}

export interface ScenarioResult {
  scenarioId: string | null;
  name: string;
  hasPassed: boolean;
  turns: KeptTurn[];
  verdicts: Verdict[];
  /** Why the call could not be rehearsed at all; null where it was. */
  error: string | null;
  durationMilliseconds: number;
}
