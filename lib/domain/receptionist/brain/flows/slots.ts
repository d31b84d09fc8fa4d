import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import type { Line } from "../lines";
import { SAY } from "../say";
import { localDay, localTime, spokenDate, spokenDay, spokenList, spokenMoment, spokenTime } from "../speech";
import { minutesOf } from "../times";
import type { Step, Turn } from "../turn";
import type { JsonObject, OfferedSlot, When } from "../types";
import type { Why } from "../why";
import { anchoredWhen } from "./anchor";
import { hoursAround, likelyTime } from "./hours";

const MOST_OFFERED = 3;
const APART_MINUTES = 30;
const AHEAD_DAYS = 14;

const availabilitySchema = z.object({
  slots: z.array(z.object({ starts_at: z.string().refine((text) => !Number.isNaN(Date.parse(text))) })),
  closed: z.string().nullish(),
});

interface Found {
  slots: OfferedSlot[];
  closed: string | null;
}

const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

async function search(turn: Turn, args: JsonObject): Promise<Found | null> {
  const { service } = turn.state.request;
  const asked = Object.fromEntries(
    Object.entries({ ...args, service: service ?? undefined }).filter(([, value]) => value !== undefined),
  );
  const answer = await turn.use("check_availability", asked);
  const parsed = availabilitySchema.safeParse(answer.ok ? answer.result : null);
  if (!parsed.success) return null;
  return {
    slots: parsed.data.slots.map((slot) => ({ startsAt: slot.starts_at })),
    closed: parsed.data.closed ?? null,
  };
}

/** Two or three of the free starts, far enough apart to be a choice; over several days one a day. */
function choiceOf(slots: OfferedSlot[], zone: string): OfferedSlot[] {
  const days = new Map<string, OfferedSlot>();
  for (const slot of slots) {
    const day = localDay(slot.startsAt, zone);
    if (!days.has(day)) days.set(day, slot);
  }
  if (days.size > 1) return [...days.values()].slice(0, MOST_OFFERED);
  const kept: OfferedSlot[] = [];
  for (const slot of slots) {
    const last = kept.at(-1);
    const gap = last ? Date.parse(slot.startsAt) - Date.parse(last.startsAt) : Number.POSITIVE_INFINITY;
    if (gap >= APART_MINUTES * 60_000) kept.push(slot);
    if (kept.length === MOST_OFFERED) break;
  }
  return kept;
}

/** The offered starts for the ear, the day said once where it is the same. */
export function spokenOptions(turn: Turn, slots: OfferedSlot[]): string {
  const zone = turn.facts.timeZone;
  const days = new Set(slots.map((slot) => localDay(slot.startsAt, zone)));
  const [day] = days;
  if (days.size > 1 || !day)
    return spokenList(
      slots.map((slot) => spokenMoment(slot.startsAt, zone)),
      "or",
    );
  const times = slots.map((slot) => spokenTime(localTime(slot.startsAt, zone)));
  return `${spokenDay(day, turn.facts.now, zone)} at ${spokenList(times, "or")}`;
}

/** Offers starts, of which the first few are spoken. */
export function offer(turn: Turn, slots: OfferedSlot[], lead: Line[], why: Why): Step {
  const chosen = choiceOf(slots, turn.facts.timeZone);
  turn.state.request.offered = chosen;
  turn.state.request.chosen = null;
  turn.state.request.isHeld = false;
  const question = chosen.length === 1 ? SAY.offerOne() : SAY.offerMany();
  return { lines: [...lead, SAY.offer(spokenOptions(turn, chosen)), question], asked: "slot", why };
}

/** How a wish is said back: "on Tuesday, March 3 after 3 PM". */
function spokenWish(turn: Turn, when: When): string {
  const parts: string[] = [];
  if (when.date && when.untilDate)
    parts.push(`from ${spokenDate(when.date)} to ${spokenDate(when.untilDate)}`);
  else if (when.date)
    parts.push(
      spokenDay(when.date, turn.facts.now, turn.facts.timeZone).replace(/^(?!today|tomorrow)/, "on "),
    );
  if (when.from && when.to) parts.push(`between ${spokenTime(when.from)} and ${spokenTime(when.to)}`);
  else if (when.from) parts.push(`after ${spokenTime(when.from)}`);
  else if (when.to) parts.push(`before ${spokenTime(when.to)}`);
  return parts.join(" ");
}

const window = (when: When): JsonObject => ({
  from_time: when.exact ?? when.from ?? undefined,
  to_time: when.exact ? undefined : (when.to ?? undefined),
});

/** What comes after a slot is chosen: the caller of this module knows. */
export type OnChosen = (turn: Turn, slot: OfferedSlot, lead: Line[]) => Promise<Step>;

/** The nearest free starts of that day to a time that is not free. */
async function offerNear(turn: Turn, when: When, date: string, onNone: () => Promise<Step>): Promise<Step> {
  const zone = turn.facts.timeZone;
  const day = await search(turn, { date });
  if (!day || day.slots.length === 0) return onNone();
  const exact = minutesOf(when.exact ?? "12:00");
  const distance = (slot: OfferedSlot): number => Math.abs(minutesOf(localTime(slot.startsAt, zone)) - exact);
  const near = [...day.slots]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST_OFFERED)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt));
  const hours = hoursAround(turn.facts, date, when.exact ?? "12:00");
  const wanted = `${spokenDay(date, turn.facts.now, zone)} at ${spokenTime(when.exact ?? "12:00")}`;
  turn.state.request.offered = near;
  const question = near.length === 1 ? SAY.offerOne() : SAY.offerMany();
  return {
    lines: [
      hours ? SAY.onlyOpenThen(spokenDay(date, turn.facts.now, zone), hours) : SAY.notFree(wanted),
      SAY.offer(spokenOptions(turn, near)),
      question,
    ],
    asked: "slot",
    why: hours ? "rule:outside-hours" : "rule:offer-nearest",
  };
}

/** Nothing free as wished: says so, with the reason where it is one, and offers the next free times. */
async function offerNext(turn: Turn, when: When, closed: string | null): Promise<Step> {
  const lines = [closed ? SAY.closedThen(closed) : SAY.noneThen(spokenWish(turn, when))];
  const from = addDays(when.untilDate ?? when.date ?? localDay(turn.facts.now, turn.facts.timeZone), 1);
  const next = await search(turn, {
    date: from,
    until_date: addDays(from, AHEAD_DAYS),
    from_time: when.from ?? undefined,
    to_time: when.to ?? undefined,
  });
  turn.state.request.when = { ...when, date: null, untilDate: null, exact: null };
  if (next && next.slots.length > 0) return offer(turn, next.slots, lines, "rule:offer-next");
  return { lines: [...lines, SAY.askOtherTime()], asked: "when", why: "rule:nothing-free" };
}

/** Looks for the wished time and offers what is free, or takes the exact time that was asked for. */
export async function findAndOffer(turn: Turn, lead: Line[], onChosen: OnChosen): Promise<Step> {
  const { request } = turn.state;
  const { when } = request;
  if (!when) return { lines: [...lead, SAY.askWhen(null)], asked: "when", why: "rule:ask-when" };
  if (!when.date) return { lines: [...lead, SAY.askWhichDay()], asked: "when", why: "rule:ask-day" };
  if (when.isPast) {
    const said = when.untilDate ? SAY.pastDay() : SAY.pastDate(spokenDate(when.date));
    request.when = null;
    return { lines: [...lead, said, SAY.askOtherTime()], asked: "when", why: "rule:past-date" };
  }
  if (when.exact) when.exact = likelyTime(turn.facts, when.date, when);
  const found = await search(turn, {
    date: when.date,
    until_date: when.untilDate ?? undefined,
    ...window(when),
  });
  if (!found) {
    return {
      lines: [...lead, SAY.toolTrouble(), SAY.offerMessage()],
      asked: "message_offer",
      why: "rule:tool-failed",
    };
  }
  const onNone = async (): Promise<Step> => {
    const step = await offerNext(turn, when, found.closed);
    return { ...step, lines: [...lead, ...step.lines] };
  };
  if (when.exact) {
    const hit = found.slots.find((slot) => localTime(slot.startsAt, turn.facts.timeZone) === when.exact);
    if (hit) return onChosen(turn, hit, lead);
    const step = await offerNear(turn, when, when.date, onNone);
    return { ...step, lines: [...lead, ...step.lines] };
  }
  return found.slots.length > 0 ? offer(turn, found.slots, lead, "rule:offer-slots") : onNone();
}

/** Later or earlier than what was offered, the same day. */
export async function offerBeyond(
  turn: Turn,
  direction: "later" | "earlier",
  onChosen: OnChosen,
): Promise<Step> {
  const { request } = turn.state;
  const zone = turn.facts.timeZone;
  const edge = direction === "later" ? request.offered.at(-1) : request.offered[0];
  if (!edge) return findAndOffer(turn, [], onChosen);
  const date = localDay(edge.startsAt, zone);
  const time = localTime(edge.startsAt, zone);
  const found = await search(
    turn,
    direction === "later" ? { date, from_time: time } : { date, to_time: time },
  );
  const isBeyond = (slot: OfferedSlot): boolean =>
    direction === "later" ? slot.startsAt > edge.startsAt : slot.startsAt < edge.startsAt;
  const beyond = (found?.slots ?? []).filter(isBeyond);
  if (beyond.length > 0) {
    return offer(
      turn,
      direction === "later" ? beyond : beyond.slice(-MOST_OFFERED * 2),
      [],
      `rule:offer-${direction}`,
    );
  }
  if (direction === "earlier") {
    return {
      lines: [SAY.noneThen("earlier that day"), SAY.askOtherTime()],
      asked: "when",
      why: "rule:nothing-earlier",
    };
  }
  const when: When = {
    date,
    untilDate: null,
    from: null,
    to: null,
    exact: null,
    isPast: false,
    isHalfOfDaySaid: false,
  };
  const step = await offerNext(turn, when, null);
  return { ...step, lines: [SAY.nothingLater(), ...step.lines.slice(1)] };
}

const ORDINAL: [RegExp, number][] = [
  [/\b(?:first|1st|earliest|earlier) ?(?:one|option|slot|time|choice)?\b(?! thing)/, 0],
  [/\b(?:second|2nd|middle) ?(?:one|option|slot|time|choice)?\b/, 1],
  [/\b(?:third|3rd) ?(?:one|option|slot|time|choice)?\b/, 2],
  [/\b(?:last|latest|final) ?(?:one|option|slot|time|choice)?\b/, -1],
  [
    /\b(?:either|any of (?:them|those)|whichever|any(?: one)? is fine|any works|you (?:choose|pick)|doesn't matter|don't mind)\b/,
    0,
  ],
];

const ONLY_ORDINAL =
  /^(?:(?:yes|yeah|ok|okay|sure|great|um|uh|so|i'll take|i'd like|i would like|let's do|let's take|can i (?:have|do|get|take)|how about|maybe|the|that|then|with)[, ]+)*(?:the )?(?:very )?(?:first|second|third|last|earliest|latest|middle|1st|2nd|3rd)(?: (?:one|option|slot|time|choice|available))?(?:[,. ]+(?:works?|is|fine|good|great|perfect|please|then|thanks|thank you|sounds|would be|for me|best|ok|okay|that one))*[.!? ]*$/;

/** The offered slot that the caller means: by place in the list, time or weekday; null where none is meant. */
export function pickedSlot(turn: Turn): OfferedSlot | null {
  const { heard, facts } = turn;
  const { offered } = turn.state.request;
  const { plain } = heard;
  const zone = facts.timeZone;
  if (ONLY_ORDINAL.test(plain)) {
    const place = ORDINAL.find(([pattern]) => pattern.test(plain));
    return place ? (offered.at(place[1]) ?? null) : null;
  }
  const when = anchoredWhen(turn);
  if (when && (when.exact ?? when.date)) {
    const minutes = when.exact ? minutesOf(when.exact) : null;
    const fits = offered.filter((slot) => {
      const start = minutesOf(localTime(slot.startsAt, zone));
      const isTime =
        minutes === null || start === minutes || (!when.isHalfOfDaySaid && Math.abs(start - minutes) === 720);
      return isTime && (!when.date || when.untilDate !== null || localDay(slot.startsAt, zone) === when.date);
    });
    if (fits.length === 1 || (fits.length > 1 && minutes !== null)) return fits[0] ?? null;
    if (!/\b(?:first|second|third|last) (?:one|option|slot)\b/.test(plain)) return null;
  }
  if (/\b(?:anything|something|any)\b.*\b(?:earlier|later)\b/.test(plain)) return null;
  const ordinal = ORDINAL.find(([pattern]) => pattern.test(plain));
  if (ordinal) return offered.at(ordinal[1]) ?? null;
  return heard.isYes && !heard.isNo && offered.length === 1 ? (offered[0] ?? null) : null;
}
