import { asSystem, type Context, forBusiness, type SystemContext } from "@/lib/domain/context";
import { NIL_UUID } from "@/lib/domain/ids";
import { findNumber } from "@/lib/domain/numbers";
import { changeCall } from "./change-call";
import { type CallFacts, type LegFacts, withLeg } from "./facts";
import { followUp } from "./follow-up";
import { type CallKey, createCall, findUnclaimedCall, lockNumber } from "./open-call";
import { phoneText, voiceCallIdIn } from "./phone-text";
import type { FactResult } from "./schema";
import { enqueueRecording } from "./store-recording";
import type { TelephonyEvent } from "./telephony-event";
import { vendorId, vendorText } from "./vendor-text";

type Within = readonly string[] | null;

/** Whether a carrier's account may speak for a business. */
const mayConcern = (within: Within, businessId: string): boolean =>
  within === null || within.includes(businessId);

/** The call at the voice vendor that a leg leads to. A business's own account could name one of somebody else. */
const voiceCallOf = (event: TelephonyEvent, within: Within): string | undefined =>
  within === null ? voiceCallIdIn(event.to) : undefined;

async function findCall(
  ctx: SystemContext,
  event: TelephonyEvent,
  within: Within,
): Promise<CallKey | undefined> {
  const row = await ctx.trx
    .selectFrom("calls")
    .select(["id", "business_id"])
    .where("provider", "=", event.provider)
    .where((eb) =>
      eb.or([
        eb("provider_session_id", "=", event.sessionId),
        ...(event.callControlId ? [eb("provider_call_id", "=", event.callControlId)] : []),
      ]),
    )
    .$if(within !== null, (query) => query.where("business_id", "in", [...(within ?? []), NIL_UUID]))
    .orderBy("started_at", "desc")
    .executeTakeFirst();
  if (row) return { id: row.id, businessId: row.business_id };
  const voiceCallId = voiceCallOf(event, within);
  if (!voiceCallId) return undefined;
  const spoken = await ctx.trx
    .selectFrom("calls")
    .select(["id", "business_id"])
    .where("voice_call_id", "=", voiceCallId)
    .executeTakeFirst();
  return spoken && { id: spoken.id, businessId: spoken.business_id };
}

/** The call of an event, made where the event is the first of it. The number called says whose it is. */
async function findOrCreateCall(
  ctx: SystemContext,
  event: TelephonyEvent,
  within: Within,
): Promise<CallKey | undefined> {
  const known = await findCall(ctx, event, within);
  if (known) return known;
  // There, a call begins with its caller's leg. Others name it, and could name one of another business.
  if (within !== null && event.sessionId !== event.callControlId) return undefined;
  const [from, to] = [phoneText(event.from), phoneText(event.to)];
  const called = to === undefined ? null : await findNumber(ctx, to);
  // A leg that we dialled carries the number called as its caller id.
  const number = called ?? (from === undefined ? null : await findNumber(ctx, from));
  if (!number || !mayConcern(within, number.businessId)) return undefined;
  // An account of the business speaks for its own numbers, and not for those at another carrier.
  if (within !== null && number.provider !== event.provider) return undefined;
  await lockNumber(ctx, number.e164);
  const caller = called ? from : undefined;
  const identity = {
    provider: event.provider,
    provider_session_id: event.sessionId,
    // The voice vendor's report of the call it is dialled for may come next, and finds it by this.
    voice_call_id: voiceCallOf(event, within),
  };
  return (
    (await findCall(ctx, event, within)) ??
    (called
      ? await findUnclaimedCall(ctx, {
          businessId: number.businessId,
          column: "provider_session_id",
          from: caller,
          to: number.e164,
          startsAt: event.occurredAt,
          endsAt: event.occurredAt,
        })
      : undefined) ??
    (await createCall(ctx, {
      businessId: number.businessId,
      provider: event.provider,
      from: caller,
      to: number.e164,
      identity,
    }))
  );
}

function withEvent(facts: CallFacts, event: TelephonyEvent, toNumber: string | null): CallFacts {
  const legId = event.callControlId ?? event.legId ?? event.sessionId;
  if (event.type === "recording_saved") {
    const url = event.recordingUrl ?? undefined;
    return { ...facts, recordings: { ...facts.recordings, carrier: facts.recordings.carrier ?? url } };
  }
  if (event.type === "speak_ended") return facts;
  const at = event.occurredAt.toISOString();
  const to = phoneText(event.to);
  const isCaller =
    event.direction === "incoming" || (event.direction !== "outgoing" && to !== undefined && to === toNumber);
  const leg: LegFacts = {
    isCaller,
    controlId: event.callControlId ?? undefined,
    from: phoneText(event.from),
    to: to ?? event.to ?? undefined,
    ...(event.type === "initiated" ? { initiatedAt: at } : {}),
    ...(event.type === "answered" ? { answeredAt: at } : {}),
    ...(event.type === "bridged" ? { bridgedAt: at } : {}),
    connectionId: event.connectionId ?? undefined,
    ...(event.isMachine ? { isMachine: true } : {}),
    ...(event.type === "hangup" ? { endedAt: at, endCause: event.cause ?? undefined } : {}),
  };
  return withLeg(facts, legId, leg);
}

/** The call that a carrier's report is about; null where there is none. `within`: as for `recordTelephonyFact`. */
export const findReportedCall = async (
  ctx: Context,
  event: TelephonyEvent,
  within: Within,
): Promise<CallKey | null> =>
  asSystem(ctx, "call of a carrier's question", async (system) => {
    return (await findCall(system, event, within)) ?? null;
  });

/**
 * Takes in what a carrier reports, in any order and as often as it likes. Joins the webhook's system transaction.
 * An incoming call is answered by the job `call.connect`, written once.
 * @param within the businesses that the report may concern; null for every one, where the carrier is the installation's.
 * @returns the call, or `matched: false` for numbers of nobody.
 */
export function recordTelephonyFact(
  ctx: Context,
  reported: TelephonyEvent,
  within: Within = null,
): Promise<FactResult> {
  const event: TelephonyEvent = {
    ...reported,
    callControlId: vendorId(reported.callControlId) ?? null,
    legId: vendorId(reported.legId) ?? null,
    sessionId: vendorId(reported.sessionId) ?? "",
    from: vendorId(reported.from) ?? null,
    to: vendorId(reported.to) ?? null,
    cause: vendorId(reported.cause) ?? null,
    connectionId: vendorId(reported.connectionId) ?? null,
    recordingUrl: vendorText(reported.recordingUrl) ?? null,
  };
  return asSystem(ctx, "fact of a call from the carrier", async (system) => {
    const key = event.sessionId === "" ? undefined : await findOrCreateCall(system, event, within);
    if (!key) return { matched: false };
    const scoped = forBusiness(system, key.businessId);
    const current = await scoped.trx
      .selectFrom("calls")
      .select(["to_number", "provider", "provider_session_id"])
      .where("id", "=", key.id)
      .executeTakeFirstOrThrow();
    const identity = current.provider_session_id
      ? {}
      : { provider: event.provider, provider_session_id: event.sessionId };
    const { call } = await changeCall(
      scoped,
      key.id,
      (facts) => withEvent(facts, event, current.to_number),
      identity,
    );
    await followUp(scoped, call, event);
    await enqueueRecording(scoped, call);
    return { matched: true, businessId: key.businessId, callId: key.id };
  });
}
