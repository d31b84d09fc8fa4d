import { z } from "zod";
import { answeredEmail, emailIn } from "../brain/email-address";
import { type Facts, readFacts } from "../brain/facts";
import { plainText } from "../brain/heard";
import { hasReceipt } from "../brain/lines";
import type { JsonObject, KnownAppointment, ToolUse } from "../brain/types";
import { instantOf } from "../tools/arguments";
import { type Moment, momentOf, timesIn } from "./moments";

/** What a conversation has established: what may be said is measured by it. */
export interface Known {
  facts: Facts;
  /** Starts that a tool listed as free. */
  free: Moment[];
  /** Booked or moved here, and still standing. */
  booked: KnownAppointment[];
  /** Ids of appointments cancelled here. */
  cancelled: string[];
  /** The caller's appointments from before, that still stand. */
  upcoming: KnownAppointment[];
  /** All of them, as they were last known. */
  everyAppointment: KnownAppointment[];
  /** Every start that an act of this conversation or an appointment of the caller names. */
  appointments: Moment[];
  /** When the caller's visits are over, by the length of their services. */
  ends: Moment[];
  /** Minutes of the day that the business itself speaks of. */
  times: Set<number>;
  /** What the business says of itself, in lower case: facts, the owner's instructions, answers to questions. */
  businessText: string;
  /** Of it, what the owner wrote in sentences: instructions and answers. */
  ownersWords: string;
  /** Answers that a tool gave to questions of this conversation. */
  answers: string[];
  callerText: string;
  /** E-mail addresses that the caller gave. */
  callerAddresses: string[];
  isAvailabilityKnown: boolean;
  hasCallersEmail: boolean;
  uses: readonly ToolUse[];
}

const foundSchema = z.object({
  appointments: z.array(
    z.object({ appointment_id: z.string(), starts_at: z.string(), service: z.string().nullish() }),
  ),
});
const slotsSchema = z.object({ slots: z.array(z.object({ starts_at: z.string() })).catch([]) });
const takenSchema = z.object({ alternatives: z.array(z.object({ starts_at: z.string() })).catch([]) });
const answeredSchema = z.object({ answer: z.string() });
const AVAILABILITY_TOOLS = new Set([
  "check_availability",
  "hold_slot",
  "book_appointment",
  "reschedule_appointment",
]);

const textOf = (value: JsonObject[string]): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** An argument of a tool that is a start, as an instant; null where it is none. */
export function startIn(args: JsonObject, timeZone: string): string | null {
  const given = textOf(args.starts_at);
  if (!given) return null;
  try {
    return instantOf(given, timeZone).toISOString();
  } catch {
    return null;
  }
}

/** The starts that a tool's answer lists as free. */
export function startsListed(use: ToolUse): string[] {
  if (!use.answer.ok) return [];
  const { slots } = slotsSchema.catch({ slots: [] }).parse(use.answer.result);
  const { alternatives } = takenSchema.catch({ alternatives: [] }).parse(use.answer.result);
  return [...slots, ...alternatives].map((slot) => slot.starts_at);
}

/** The caller's appointments that a look-up told of. */
function foundIn({ tool, answer }: ToolUse): KnownAppointment[] {
  const found = tool === "find_appointments" && answer.ok ? foundSchema.safeParse(answer.result) : null;
  return (found?.data?.appointments ?? []).map((row) => ({
    id: row.appointment_id,
    startsAt: row.starts_at,
    service: row.service ?? null,
  }));
}

const listedMoments = new WeakMap<ToolUse, Moment[]>();

/** The listed starts in wall time, worked out once: an answer never changes, and is asked for at every step. */
function momentsListed(use: ToolUse, timeZone: string): Moment[] {
  const known = listedMoments.get(use);
  if (known) return known;
  const moments = startsListed(use).map((start) => momentOf(start, timeZone));
  listedMoments.set(use, moments);
  return moments;
}

/** What was booked, moved and cancelled, by the receipts. */
function appointmentsBy(uses: readonly ToolUse[], upcoming: KnownAppointment[], timeZone: string) {
  const standing = new Map<string, KnownAppointment>();
  const made: KnownAppointment[] = [];
  const cancelled: string[] = [];
  for (const { tool, arguments: args, answer } of uses) {
    if (!answer.ok || !answer.receipt || !hasReceipt(answer, ["appointment"])) continue;
    const { id } = answer.receipt;
    if (tool === "cancel_appointment") {
      standing.delete(id);
      cancelled.push(id);
    }
    const startsAt = startIn(args, timeZone);
    if (!startsAt || (tool !== "book_appointment" && tool !== "reschedule_appointment")) continue;
    const before = standing.get(id) ?? upcoming.find((row) => row.id === id);
    const row = { id, startsAt, service: textOf(args.service) ?? before?.service ?? null };
    standing.set(id, row);
    made.push(row);
  }
  const gone = new Set([...cancelled, ...standing.keys()]);
  return {
    booked: [...standing.values()],
    cancelled,
    upcoming: upcoming.filter((row) => !gone.has(row.id)),
    everyAppointment: [...new Map([...upcoming, ...made].map((row) => [row.id, row])).values()],
  };
}

/** When visits are over. */
const endsOf = (rows: readonly KnownAppointment[], { services, timeZone }: Facts): Moment[] =>
  rows.flatMap(({ service, startsAt }) => {
    const minutes = services.find(({ name }) => name === service)?.durationMinutes;
    return minutes ? [momentOf(new Date(Date.parse(startsAt) + minutes * 60_000), timeZone)] : [];
  });

export interface Established {
  facts: Record<string, string>;
  /** The owner's own words in the prompt. */
  instructions: string;
  uses: readonly ToolUse[];
  callerTexts: readonly string[];
  now: Date;
}

/** Reads what is established out of facts, tool answers and what the caller said. */
export function knownFrom({ facts: variables, instructions, uses, callerTexts, now }: Established): Known {
  const facts = readFacts(variables, now);
  const { timeZone } = facts;
  const answers = uses.flatMap(({ tool, answer }) => {
    const parsed = tool === "answer_question" && answer.ok ? answeredSchema.safeParse(answer.result) : null;
    return parsed?.success ? [parsed.data.answer] : [];
  });
  const prices = facts.services.map(({ name, priceText, durationMinutes }) =>
    [name, priceText, durationMinutes ? `${durationMinutes} minutes` : ""].join(" "),
  );
  const businessText = plainText(
    [
      facts.businessName,
      facts.hoursText,
      facts.greeting,
      ...facts.closures.map(({ name }) => name),
      ...prices,
      instructions,
      ...answers,
    ].join(". "),
  );
  const clocks = [
    ...facts.hours.flatMap(({ opens, closes }) => [opens, closes]),
    ...facts.closures.flatMap(({ from, to }) => [from.slice(11), to.slice(11)]),
  ].join(" ");
  const upcoming = [...facts.upcoming, ...uses.flatMap(foundIn)];
  const acts = appointmentsBy(uses, upcoming, timeZone);
  const named = uses.flatMap(({ tool, arguments: args, answer }) =>
    answer.ok && answer.receipt && tool !== "hold_slot" ? (startIn(args, timeZone) ?? []) : [],
  );
  const held = uses.flatMap(({ tool, arguments: args, answer }) =>
    tool === "hold_slot" && hasReceipt(answer, ["hold"]) ? (startIn(args, timeZone) ?? []) : [],
  );
  const emailed = uses.some(({ tool, arguments: args }) => tool === "book_appointment" && args.email);
  return {
    facts,
    ...acts,
    free: [
      ...uses.flatMap((use) => momentsListed(use, timeZone)),
      ...held.map((start) => momentOf(start, timeZone)),
    ],
    appointments: [...upcoming.map((row) => row.startsAt), ...named].map((start) =>
      momentOf(start, timeZone),
    ),
    ends: endsOf([...acts.booked, ...acts.upcoming], facts),
    times: new Set(timesIn(`${businessText} ${clocks} ${momentText(now, timeZone)}`).flat()),
    businessText,
    ownersWords: plainText([instructions, ...answers].join(". ")),
    answers: answers.map(plainText),
    callerText: plainText(callerTexts.join(". ")),
    callerAddresses: callerTexts.flatMap((text) => [emailIn(text) ?? [], answeredEmail(text) ?? []].flat()),
    isAvailabilityKnown: uses.some(({ tool, answer }) => answer.ok && AVAILABILITY_TOOLS.has(tool)),
    hasCallersEmail: facts.callerHasEmail || emailed,
    uses,
  };
}

/** The local time of day as "HH:MM". */
function momentText(now: Date, timeZone: string): string {
  const { minute } = momentOf(now, timeZone);
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`;
}
