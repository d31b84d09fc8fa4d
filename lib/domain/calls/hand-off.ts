import { getBusiness } from "@/lib/domain/businesses";
import { getContact } from "@/lib/domain/contacts";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { carrierOf } from "@/lib/domain/integrations";
import { type Dialable, dialable, dialCountries, findNumber } from "@/lib/domain/numbers";
import { VendorError } from "@/lib/domain/ports";
import { apologize, oweCallback, owedFor } from "./apologize";
import { callerLeg, isReceptionistThere } from "./call-status";
import { callCarrier, isAccepted } from "./carrier";
import { changeCall, lockCall } from "./change-call";
import { commandId } from "./command-id";
import { callFacts } from "./facts";
import {
  type HandOffPlan,
  isDialled,
  type NextStep,
  nextStep,
  withAttempt,
  withPlan,
} from "./hand-off-facts";
import { type LiveCall, loadLiveCall } from "./live-call";

const RING_SECONDS = 25;
const LONGEST_REASON_CHARACTERS = 200;
const NOBODY_CAME =
  "Nobody came to the phone, so the caller cannot be put through. Somebody will call back. Tell the caller, say sorry, and offer to take a message.";

/** What of a plan may be dialled: no number of ours, whichever business has it, and not the caller's. */
async function reachable(ctx: Context, call: LiveCall, numbers: readonly string[]): Promise<Dialable> {
  const ours = new Set<string>();
  const asked = call.fromNumber ? [...numbers, call.fromNumber] : numbers;
  for (const number of asked) if (await findNumber(ctx, number)) ours.add(number);
  return dialable(numbers, { callerNumber: call.fromNumber, ours, countries: await dialCountries(ctx) });
}

/**
 * Settles whom the caller is put through to, once a call but for take-overs, and rings the first.
 * @throws VendorError, retryable, when the carrier is out of reach.
 */
export async function startHandOff(ctx: Context, call: LiveCall, plan: HandOffPlan): Promise<void> {
  const known = await reachable(ctx, call, plan.numbers);
  const { numbers } = known;
  const refused = [...(plan.refused ?? []), ...known.refused];
  // Without the carrier's id of our line a leg of our own cannot be dialled.
  const via = callerLeg(call.facts)?.connectionId ? plan.via : ("transfer" as const);
  await inTenant(ctx, (ctx) =>
    changeCall(ctx, call.id, (facts) =>
      withPlan(facts, { ...plan, via, numbers, ...(refused.length > 0 ? { refused } : {}) }),
    ),
  );
  // Whoever is rung still makes way; their leg's end brings on the next.
  if (plan.takeOver) await dropLegs(ctx, call.id);
  await advanceHandOff(ctx, call.id);
}

/** The next step, decided under the lock of the call; an attempt is on record before it is ordered. */
const claimStep = (ctx: Context, callId: string): Promise<NextStep> =>
  inTenant(ctx, async (ctx) => {
    const row = await lockCall(ctx, callId);
    const next = nextStep(callFacts.parse(row.facts));
    if (row.ended_at || next.step !== "ring") return row.ended_at ? { step: "wait" } : next;
    await changeCall(ctx, callId, (facts) =>
      withAttempt(facts, next.index, { number: next.number, via: facts.handOff?.via }),
    );
    return next;
  });

const noteAttempt = (
  ctx: Context,
  callId: string,
  index: number,
  known: { number: string; acceptedAt?: string; refusedAt?: string },
) => inTenant(ctx, (ctx) => changeCall(ctx, callId, (facts) => withAttempt(facts, index, known)));

/** Orders one attempt. @returns whether the carrier took the order. @throws VendorError, retryable. */
async function ring(ctx: Context, call: LiveCall, to: string, index: number): Promise<boolean> {
  const via = call.facts.handOff?.attempts[index]?.via ?? call.facts.handOff?.via;
  if (via !== "dial") return callCarrier(ctx, call, { command: "transfer", to, attempt: index });
  const connectionId = callerLeg(call.facts)?.connectionId;
  const { providerCallId, toNumber } = call;
  const carrier = await carrierOf(ctx, call.provider);
  if (!carrier || !connectionId || !providerCallId || !toNumber) return false;
  return isAccepted(ctx, call.id, "dial", () =>
    carrier.dial(providerCallId, {
      to,
      from: toNumber,
      connectionId,
      commandId: commandId(call.id, `dial:${index}:${to}`),
      timeoutSeconds: RING_SECONDS,
    }),
  );
}

/**
 * Goes on with putting a caller through: rings the next number where the last one brought nobody, and after the last
 * leaves a task and tells the caller. Harmless when repeated.
 * @throws VendorError, retryable, when the carrier is out of reach.
 */
export async function advanceHandOff(ctx: Context, callId: string): Promise<void> {
  for (;;) {
    const next = await claimStep(ctx, callId);
    const call = await loadLiveCall(ctx, callId);
    if (!call || next.step === "wait") return;
    if (next.step === "give_up") return giveUp(ctx, call);
    const { number, index } = next;
    const now = () => ctx.clock.now().toISOString();
    if (await ring(ctx, call, number, index)) {
      await noteAttempt(ctx, callId, index, { number, acceptedAt: now() });
      // The caller may have hung up meanwhile: then nobody is to be troubled.
      if (!(await loadLiveCall(ctx, callId))) await dropLegs(ctx, callId);
      return;
    }
    await noteAttempt(ctx, callId, index, { number, refusedAt: now() });
  }
}

/** Nobody came: the owner gets a task; the receptionist tells the caller, or the carrier does where they left. */
async function giveUp(ctx: Context, call: LiveCall): Promise<void> {
  if (call.facts.handOff?.toldAt || call.facts.connect.apologizedAt) return;
  if (!isReceptionistThere(call.facts)) return apologize(ctx, call);
  const owed = owedFor(call);
  // The receptionist has taken the call: it did not fail.
  await inTenant(ctx, (ctx) => oweCallback(ctx, call, owed === "not_taken" ? "not_put_through" : owed));
  await tellReceptionist(ctx, call);
  await inTenant(ctx, (ctx) =>
    changeCall(ctx, call.id, (facts) =>
      facts.handOff
        ? { ...facts, handOff: { ...facts.handOff, toldAt: ctx.clock.now().toISOString() } }
        : facts,
    ),
  );
}

async function tellReceptionist(ctx: Context, call: LiveCall): Promise<void> {
  if (!call.voiceCallId) return;
  try {
    await ctx.ports.voice.tell(call.voiceCallId, NOBODY_CAME);
  } catch (error) {
    if (!(error instanceof VendorError) || error.isRetryable) throw error;
    ctx.log.warn({ callId: call.id, error: error.message }, "the receptionist could not be told");
  }
}

async function whisperText(ctx: TenantContext, call: LiveCall): Promise<string> {
  const { name } = await getBusiness(ctx);
  const contact = call.contactId ? await getContact(ctx, call.contactId) : null;
  const who =
    contact?.name ||
    (call.fromNumber ? `a caller at ${[...call.fromNumber.slice(1)].join(" ")}` : "a caller");
  const reason = call.facts.handOff?.reason.slice(0, LONGEST_REASON_CHARACTERS).trim();
  return `Call for ${name} from ${who}${reason ? `, about: ${reason}` : ""}. Press 1 to take it.`;
}

/** A person picked up: they hear who calls and why, and take the call by pressing 1. */
export async function screen(ctx: Context, call: LiveCall, legId: string): Promise<void> {
  const { providerCallId } = call;
  const carrier = await carrierOf(ctx, call.provider);
  if (!carrier || !providerCallId) return;
  const text = await inTenant(ctx, (ctx) => whisperText(ctx, call));
  const isAsked = await isAccepted(ctx, call.id, "ask", () =>
    carrier.ask(legId, {
      text,
      keys: "1",
      onBehalfOf: providerCallId,
      commandId: commandId(call.id, `ask:${legId}`),
    }),
  );
  if (!isAsked) await dropLeg(ctx, call.id, legId);
}

/** Connects the caller with a person who was dialled; the receptionist leaves. */
export async function join(ctx: Context, call: LiveCall, legId: string): Promise<void> {
  const { providerCallId } = call;
  const carrier = await carrierOf(ctx, call.provider);
  if (!carrier || !providerCallId) return;
  const isJoined = await isAccepted(ctx, call.id, "bridge", () =>
    carrier.bridge(providerCallId, {
      withCallId: legId,
      commandId: commandId(call.id, `bridge:${legId}`),
    }),
  );
  if (!isJoined) await dropLeg(ctx, call.id, legId);
}

/** Hangs up on whoever is at a leg that we dialled, also after the call. */
export const dropLeg = async (ctx: Context, callId: string, legId: string): Promise<void> => {
  const { provider } = await inTenant(ctx, (ctx) => lockCall(ctx, callId));
  const carrier = await carrierOf(ctx, provider);
  if (!carrier) return;
  await isAccepted(ctx, callId, "hangup", () =>
    carrier.hangUp(legId, { commandId: commandId(callId, `drop:${legId}`) }),
  );
};

/** Hangs up on all who are still rung. */
async function dropLegs(ctx: Context, callId: string): Promise<void> {
  const facts = await inTenant(ctx, async (ctx) => callFacts.parse((await lockCall(ctx, callId)).facts));
  for (const [legId, leg] of Object.entries(facts.legs)) {
    if (isDialled(facts, leg) && !leg.endedAt && !leg.bridgedAt)
      await dropLeg(ctx, callId, leg.controlId ?? legId);
  }
}
