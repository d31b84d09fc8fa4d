import { CLAIM } from "../brain/claim";
import { visitOf } from "../brain/flows/booking";
import { plainText } from "../brain/heard";
import { hasReceipt, type Line } from "../brain/lines";
import { answeredName, introducedName } from "../brain/people";
import { asNoun, spokenMoment } from "../brain/speech";
import { emptyRequest } from "../brain/state";
import type {
  Asked,
  DialogState,
  JsonObject,
  KnownAppointment,
  ModelMemory,
  OfferedSlot,
  ToolUse,
} from "../brain/types";
import { actsIn } from "./acts";
import { type Known, startIn, startsListed } from "./known";
import { momentOf, timesIn } from "./moments";

const MOST_OFFERED = 3;
const ASKS_NAME = /\bname\b[^.]*\?/;
const ASKS_TO_BOOK =
  /\b(?:shall|should|would|may|can|want|like|ready|go ahead)\b[^.]*\b(?:book|go ahead|confirm|reserve)\b[^.]*\?|\b(?:is that|does that|all) (?:right|correct|look right|sound right)\b[^.]*\?/;

const textOf = (value: JsonObject[string]): string | null =>
  typeof value === "string" && value !== "" ? value : null;

const lastOf = (uses: readonly ToolUse[], fits: (use: ToolUse) => boolean): number =>
  uses.findLastIndex(fits);

/** What the caller is called, reachable on, by what was given to tools and what they said. */
function callerOf(before: DialogState, memory: ModelMemory): DialogState["caller"] {
  const caller = { ...before.caller };
  let asked = "";
  for (const message of memory.messages) {
    if (message.role === "receptionist") asked = plainText(message.text);
    if (message.role !== "caller") continue;
    const name = introducedName(message.text) ?? (ASKS_NAME.test(asked) ? answeredName(message.text) : null);
    if (name) caller.name = name;
  }
  for (const { arguments: args } of memory.uses) {
    caller.name = textOf(args.name) ?? caller.name;
    caller.phone = textOf(args.phone) ?? caller.phone;
    caller.email = textOf(args.email) ?? caller.email;
  }
  return caller;
}

/** The listed starts that the last words spoke of; the first few where they spoke of none. */
function offeredOf(use: ToolUse, lastReply: string, timeZone: string): OfferedSlot[] {
  const spoken = timesIn(plainText(lastReply));
  const starts = startsListed(use);
  const named = starts.filter((start) =>
    spoken.some((times) => times.includes(momentOf(start, timeZone).minute)),
  );
  return (named.length > 0 ? named : starts).slice(0, MOST_OFFERED).map((startsAt) => ({ startsAt }));
}

/** What a chosen time still needs before it is booked. */
function nextQuestion(state: DialogState, known: Known, lastReply: string): Asked {
  const { caller } = state;
  if (!(caller.name || known.facts.callerName)) return "name";
  if (ASKS_TO_BOOK.test(plainText(lastReply))) return "book_confirm";
  if (!caller.phone) return known.facts.callerNumber ? "phone_confirm" : "phone";
  return caller.email === null && !known.hasCallersEmail ? "email" : "book_confirm";
}

/**
 * The state from which the built-in brain goes on: who is calling, what was booked, moved and cancelled by its
 * receipts, what was offered or held, and the question that is open.
 */
export function carriedState(before: DialogState, memory: ModelMemory, known: Known): DialogState {
  const { model: _memory, ...rest } = structuredClone(before);
  const state: DialogState = { ...rest, booked: known.booked, cancelled: known.cancelled };
  if (!memory.isModelsTurn) return state;
  const { uses } = memory;
  state.caller = callerOf(state, memory);
  const acted = lastOf(
    uses,
    ({ tool, answer }) => tool !== "hold_slot" && answer.ok && answer.receipt !== null,
  );
  const held = lastOf(uses, ({ tool, answer }) => tool === "hold_slot" && hasReceipt(answer, ["hold"]));
  const listed = lastOf(uses, (use) => startsListed(use).length > 0);
  [state.goal, state.asked, state.request] = [null, null, emptyRequest()];
  const [hold, list] = [uses[held], uses[listed]];
  if (acted > Math.max(held, listed)) state.asked = "anything_else";
  else if (hold && held > listed) {
    const chosen = startIn(hold.arguments, known.facts.timeZone);
    const service = textOf(hold.arguments.service);
    const slot = chosen ? { startsAt: chosen } : null;
    state.goal = "book";
    Object.assign(state.request, { service, isServiceSettled: true, chosen: slot, isHeld: slot !== null });
    if (slot && !state.caller.phone && ASKS_TO_BOOK.test(plainText(before.lastReply))) {
      state.caller.phone = known.facts.callerNumber || null;
    }
    state.asked = slot ? nextQuestion(state, known, before.lastReply) : "when";
  } else if (list) {
    const service = textOf(list.arguments.service);
    const offered = offeredOf(list, before.lastReply, known.facts.timeZone);
    state.goal = "book";
    Object.assign(state.request, { service, isServiceSettled: service !== null, offered });
    state.asked = "slot";
  }
  return state;
}

/** What tells of an act, in the words of `actsIn`. */
const TOLD: Record<string, readonly string[]> = {
  book_appointment: ["booked", "an appointment", "done"],
  reschedule_appointment: ["moved", "booked", "an appointment", "done"],
  cancel_appointment: ["cancelled", "done"],
  take_message: ["passed on", "sent", "a call back", "done"],
  capture_lead: ["passed on", "sent", "a call back", "done"],
  transfer_to_human: ["transferred", "a call back", "passed on"],
};

function lineOf(use: ToolUse, known: Known): Line | null {
  const { tool, arguments: args, answer } = use;
  const { timeZone } = known.facts;
  const startsAt = startIn(args, timeZone);
  const service = textOf(args.service);
  const id = answer.ok ? answer.receipt?.id : undefined;
  const standing = known.booked.find((row) => row.id === id);
  const noun = standing?.service ? asNoun(standing.service) : "appointment";
  if (tool === "book_appointment" && startsAt) {
    return CLAIM.booked(answer, visitOf(service), spokenMoment(startsAt, timeZone));
  }
  if (tool === "reschedule_appointment" && startsAt) {
    return CLAIM.moved(answer, noun, spokenMoment(startsAt, timeZone));
  }
  if (tool === "cancel_appointment") return cancelledLine(use, known);
  if (tool === "take_message") return CLAIM.messageTaken(answer);
  if (tool === "capture_lead") return CLAIM.detailsTaken(answer);
  if (tool !== "transfer_to_human") return null;
  return hasReceipt(answer, ["transfer"]) ? CLAIM.transferring(answer) : CLAIM.callbackNoted(answer);
}

function cancelledLine({ answer }: ToolUse, known: Known): Line {
  const id = answer.ok ? answer.receipt?.id : undefined;
  const row: KnownAppointment | undefined = known.everyAppointment.find((one) => one.id === id);
  return CLAIM.cancelled(
    answer,
    row?.service ? asNoun(row.service) : "appointment",
    row ? spokenMoment(row.startsAt, known.facts.timeZone) : null,
  );
}

/** The acts of a turn that its words do not tell of, each in the words that its receipt allows. */
export function untold(uses: readonly ToolUse[], said: readonly string[], known: Known): Line[] {
  const told = new Set(said.flatMap((sentence) => actsIn(sentence, known).map(({ name }) => name)));
  return uses.flatMap((use) => {
    const isAct = use.answer.ok && use.answer.receipt !== null && use.answer.receipt.id !== "";
    if (!isAct || (TOLD[use.tool] ?? []).some((name) => told.has(name))) return [];
    return lineOf(use, known) ?? [];
  });
}
