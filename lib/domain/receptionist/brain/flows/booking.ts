import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { CLAIM } from "../claim";
import { mergeWhen, readWhen } from "../dates";
import { hasReceipt, type Line } from "../lines";
import { SAY } from "../say";
import {
  asNoun,
  capitalised,
  localDay,
  localTime,
  spokenDay,
  spokenMoment,
  spokenTime,
  weekdayName,
  withArticle,
} from "../speech";
import type { Step, Turn } from "../turn";
import type { OfferedSlot, ToolAnswer } from "../types";
import { anchoredWhen } from "./anchor";
import { askWhoTheyAre, namedPerson } from "./contact";
import { askEmail } from "./email";
import { finishGoal, offerMessage, wishAsMessage } from "./ending";
import { findAndOffer, offer, offerBeyond, pickedSlot } from "./slots";

const takenSchema = z.object({
  taken: z.literal(true),
  alternatives: z.array(z.object({ starts_at: z.string() })).default([]),
});

/** The next free starts in an answer that says the time is taken; null where it does not say so. */
export function alternativesIn(answer: ToolAnswer): OfferedSlot[] | null {
  const parsed = takenSchema.safeParse(answer.ok ? answer.result : null);
  return parsed.success ? parsed.data.alternatives.map((slot) => ({ startsAt: slot.starts_at })) : null;
}

export function offerInstead(turn: Turn, alternatives: OfferedSlot[]): Step {
  turn.state.request.chosen = null;
  if (alternatives.length > 0) return offer(turn, alternatives, [SAY.justTaken()], "rule:taken");
  return { lines: [SAY.justTaken(), SAY.askOtherTime()], asked: "when", why: "rule:taken" };
}

/** What the visit is, for the ear. */
export const visitOf = (service: string | null): string => (service ? withArticle(service) : "your visit");

/** Takes from an utterance what it says about the visit. A new wish puts a chosen time aside. */
export function absorb(turn: Turn): boolean {
  const { heard, state, facts } = turn;
  const { request } = state;
  let isChanged = false;
  const [service] = heard.services;
  if (service && heard.services.length === 1 && service.name !== request.service) {
    if (request.chosen) {
      const zone = facts.timeZone;
      const [date, exact] = [
        localDay(request.chosen.startsAt, zone),
        localTime(request.chosen.startsAt, zone),
      ];
      request.when = {
        date,
        untilDate: null,
        from: null,
        to: null,
        exact,
        isPast: false,
        isHalfOfDaySaid: true,
      };
    }
    [request.service, request.isServiceSettled, request.chosen] = [service.name, true, null];
    isChanged = true;
  }
  const when = anchoredWhen(turn);
  if (when) {
    const anchor = request.chosen ?? request.offered[0];
    const day = when.date === null && anchor ? localDay(anchor.startsAt, facts.timeZone) : null;
    const before =
      request.when && day ? { ...request.when, date: day, untilDate: null, isPast: false } : request.when;
    request.when = mergeWhen(before, day ? { ...when, date: day } : when);
    [request.chosen, request.isHeld] = [null, false];
    isChanged = true;
  }
  if (heard.name) state.caller.name = heard.name;
  if (heard.attendee) request.attendee = heard.attendee;
  if (heard.email) state.caller.email = heard.email;
  return isChanged;
}

function askService(turn: Turn, lead: Line[]): Step | null {
  const { request } = turn.state;
  const { services } = turn.facts;
  if (request.isServiceSettled) return null;
  if (services.length === 0 || request.service) return null;
  if (services.length === 1) {
    request.service = services[0]?.name ?? null;
    return null;
  }
  const several = turn.heard.services;
  const question =
    several.length > 1
      ? SAY.whichService(several.slice(0, 3).map((service) => withArticle(service.name)))
      : SAY.askService(services.slice(0, 4).map((service) => withArticle(service.name)));
  return { lines: [...lead, question], asked: "service", why: "rule:ask-service" };
}

/** Keeps the chosen time for the caller while they decide, then goes on. */
export async function choose(turn: Turn, slot: OfferedSlot, lead: Line[]): Promise<Step> {
  const { request } = turn.state;
  const { timeZone, now } = turn.facts;
  request.chosen = slot;
  const answer = await turn.use("hold_slot", {
    starts_at: slot.startsAt,
    ...(request.service ? { service: request.service } : {}),
  });
  const alternatives = alternativesIn(answer);
  if (alternatives) return offerInstead(turn, alternatives);
  request.isHeld = hasReceipt(answer, ["hold"]);
  const day = spokenDay(localDay(slot.startsAt, timeZone), now, timeZone);
  const moment = `${capitalised(day)} at ${spokenTime(localTime(slot.startsAt, timeZone))}`;
  const held = request.isHeld ? [CLAIM.held(answer)] : [];
  return advance(turn, [...lead, SAY.goodChoice(moment), ...held]);
}

/** The next step towards a booking: what is still missing is asked for, in order. */
export async function advance(turn: Turn, lead: Line[]): Promise<Step> {
  const { state } = turn;
  const { request } = state;
  const service = askService(turn, lead);
  if (service) return service;
  if (!request.chosen) {
    if (request.when) return findAndOffer(turn, lead, choose);
    return {
      lines: [...lead, SAY.askWhen(request.service && asNoun(request.service))],
      asked: "when",
      why: "rule:ask-when",
    };
  }
  return askWhoTheyAre(turn, lead) ?? askEmail(turn, lead) ?? askConfirmation(turn, lead);
}

export function askConfirmation(turn: Turn, lead: Line[]): Step {
  const { request } = turn.state;
  if (!request.chosen) return { lines: [...lead, SAY.askWhen(null)], asked: "when", why: "rule:ask-when" };
  const moment = spokenMoment(request.chosen.startsAt, turn.facts.timeZone);
  return {
    lines: [
      ...lead,
      SAY.readBack(visitOf(request.service), moment, namedPerson(turn) || null),
      SAY.shallIBook(),
    ],
    asked: "book_confirm",
    why: "rule:read-back",
  };
}

/** What the staff should know: what the visit is about, and who booked it for whom. */
function notesOf(turn: Turn): string {
  const { request, caller } = turn.state;
  const { attendee, notes } = request;
  if (!attendee) return notes;
  const who = caller.name
    ? `Booked by ${caller.name} for their ${attendee.relation}.`
    : `Booked for the caller's ${attendee.relation}.`;
  return [notes, who].filter(Boolean).join(" ");
}

export async function book(turn: Turn): Promise<Step> {
  const { request, caller, booked } = turn.state;
  const slot = request.chosen;
  const name = namedPerson(turn);
  if (!slot || !name) return advance(turn, []);
  const notes = notesOf(turn);
  const answer = await turn.use("book_appointment", {
    starts_at: slot.startsAt,
    name,
    ...(request.service ? { service: request.service } : {}),
    ...(caller.phone ? { phone: caller.phone } : {}),
    ...(caller.email ? { email: caller.email } : {}),
    ...(notes ? { notes } : {}),
  });
  const alternatives = alternativesIn(answer);
  if (alternatives) return offerInstead(turn, alternatives);
  if (!answer.ok || !answer.receipt || !hasReceipt(answer, ["appointment"])) {
    const wish = `Would like to book ${visitOf(request.service)} on ${spokenMoment(slot.startsAt, turn.facts.timeZone)}.`;
    return offerMessage(turn, wish, [SAY.bookingFailed()], "rule:booking-failed");
  }
  const moment = spokenMoment(slot.startsAt, turn.facts.timeZone);
  booked.push({ id: answer.receipt.id, startsAt: slot.startsAt, service: request.service });
  const line = CLAIM.booked(answer, visitOf(request.service), moment);
  finishGoal(turn);
  return {
    lines: [line, SAY.anythingElse()],
    asked: "anything_else",
    why: `receipt:appointment:${answer.receipt.id}`,
  };
}

/** Opens a booking with what the utterance already says. */
export async function startBooking(turn: Turn): Promise<Step> {
  const { state } = turn;
  if (turn.facts.isMessageOnly) return wishAsMessage(turn);
  if (state.goal !== "book") finishGoal(turn);
  state.goal = "book";
  absorb(turn);
  const isTopicMeant = turn.heard.services.length === 0 && /\b(?:one|it|that|this)\b/.test(turn.heard.plain);
  if (isTopicMeant && state.topic)
    [state.request.service, state.request.isServiceSettled] = [state.topic, true];
  return advance(turn, []);
}

/** Opens a booking like the last visit: its service, weekday and time, as far as the caller says nothing else. */
export async function bookSameAgain(turn: Turn): Promise<Step> {
  const { state, facts, heard } = turn;
  const last = facts.lastVisit;
  if (facts.isMessageOnly) return wishAsMessage(turn);
  if (state.goal !== "book") finishGoal(turn);
  state.goal = "book";
  const { request } = state;
  if (!last) {
    absorb(turn);
    return advance(turn, [SAY.noLastTime()]);
  }
  const weekday = weekdayName(Temporal.PlainDate.from(last.date).dayOfWeek);
  const known = facts.services.find(({ name }) => name === last.service);
  if (known) [request.service, request.isServiceSettled] = [known.name, true];
  request.when = readWhen(`${weekday} at ${last.time}`, facts);
  const what = known ? withArticle(known.name) : "a visit";
  const isOtherTime = heard.when !== null && absorb(turn);
  const lead = isOtherTime ? [] : [SAY.lastTime(what, weekday, spokenTime(last.time))];
  return advance(turn, lead);
}

/** None of what was offered suits: another day is asked for once, then the team may call. */
export function refuseOffer(turn: Turn): Step {
  const { request } = turn.state;
  request.refusals += 1;
  [request.when, request.offered] = [null, []];
  if (request.refusals >= MOST_REFUSALS) {
    const wish = `Would like to come for ${visitOf(request.service)}, but no time suited.`;
    return offerMessage(turn, wish, [SAY.noneSuits()], "rule:none-suits");
  }
  return { lines: [SAY.askOtherTime()], asked: "when", why: "rule:slots-refused" };
}

const MOST_REFUSALS = 2;
const LATER = /\b(?:later|after that|further out)\b/;
const EARLIER = /\b(?:earlier|sooner|before that)\b/;

/** Whether a sentence asks for more of the offered kind. */
export const wantsOthers = (plain: string): boolean => LATER.test(plain) || EARLIER.test(plain);

/** The answer to offered times. */
export async function answerSlot(turn: Turn): Promise<Step | null> {
  const { heard, state } = turn;
  const picked = pickedSlot(turn);
  if (picked) return chooseFor(turn, picked);
  if (heard.when && (heard.when.date ?? heard.when.exact ?? heard.when.from ?? heard.when.to)) {
    absorb(turn);
    return findAndOffer(turn, [], chooseForLead);
  }
  if (LATER.test(heard.plain)) return offerBeyond(turn, "later", chooseForLead);
  if (EARLIER.test(heard.plain)) return offerBeyond(turn, "earlier", chooseForLead);
  if (state.goal === "book" && absorb(turn)) return advance(turn, []);
  if (
    heard.isNo ||
    /\b(?:none of|another|other|different) (?:those|them|day|time|date)s?\b/.test(heard.plain)
  ) {
    return refuseOffer(turn);
  }
  return heard.isYes && state.request.offered.length > 1
    ? { lines: [SAY.offerMany()], asked: "slot", why: "rule:which-slot" }
    : null;
}

async function chooseForLead(turn: Turn, slot: OfferedSlot, lead: Line[]): Promise<Step> {
  return turn.state.goal === "reschedule" ? askMove(turn, slot, lead) : choose(turn, slot, lead);
}

const chooseFor = (turn: Turn, slot: OfferedSlot): Promise<Step> => chooseForLead(turn, slot, []);

/** Reads back the new time of an appointment before it is moved. */
export async function askMove(turn: Turn, slot: OfferedSlot, lead: Line[]): Promise<Step> {
  turn.state.request.chosen = slot;
  const moment = spokenMoment(slot.startsAt, turn.facts.timeZone);
  const service = turn.state.change?.service;
  const noun = service ? asNoun(service) : "appointment";
  return { lines: [...lead, SAY.askMove(noun, moment)], asked: "move_confirm", why: "rule:read-back-move" };
}
