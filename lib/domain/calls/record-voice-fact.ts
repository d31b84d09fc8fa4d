import {
  asSystem,
  type Context,
  forBusiness,
  type SystemContext,
  type TenantContext,
} from "@/lib/domain/context";
import { sentimentOf } from "@/lib/domain/conversations";
import { enqueue } from "@/lib/domain/events";
import { findNumber } from "@/lib/domain/numbers";
import { keepAnsweringVersion } from "./answering-version";
import { isLeftAlone } from "./call-status";
import { changeCall } from "./change-call";
import { type VoiceFacts, withVoice } from "./facts";
import { enqueueComfort } from "./fall-back";
import { type CallKey, createCall, findUnclaimedCall, lockNumber } from "./open-call";
import { phoneText } from "./phone-text";
import type { FactResult } from "./schema";
import { enqueueRecording } from "./store-recording";
import { enqueueRescore, replaceTurns, turnsOfText, type VoiceTurn } from "./transcript";
import { vendorId, vendorText } from "./vendor-text";

/** What the voice vendor reports of a call. Everything beyond the type and its id may be missing. */
export interface VoiceEvent {
  /** `updated`: what was said so far, as often as the vendor likes while the call runs. */
  type: "started" | "updated" | "ended" | "analyzed";
  voiceCallId: string;
  /** Our own ids, from the metadata that the call was registered with. */
  callId?: string | null;
  businessId?: string | null;
  agentId?: string | null;
  fromNumber?: string | null;
  toNumber?: string | null;
  startedAt?: Date | null;
  endedAt?: Date | null;
  transcript?: VoiceTurn[] | null;
  /** Where the vendor sends the transcript in one piece. */
  transcriptText?: string | null;
  recordingUrl?: string | null;
  disconnectionReason?: string | null;
  summary?: string | null;
  sentiment?: string | null;
  successful?: boolean | null;
  inVoicemail?: boolean | null;
  outcome?: string | null;
}

const RANKS = { started: 1, updated: 1, ended: 2, analyzed: 3 } as const;
const RANK_STEP = 100_000;
const MAX_CHARACTERS = 999_999;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface FoundCall extends CallKey {
  voiceCallId: string | null;
}

/** A call of another business than the one the event names is nobody's: metadata may not reach across. */
async function findCall(
  ctx: SystemContext,
  event: VoiceEvent,
): Promise<FoundCall | "contradiction" | undefined> {
  const calls = ctx.trx.selectFrom("calls").select(["id", "business_id", "voice_call_id"]);
  const row =
    (await calls.where("voice_call_id", "=", event.voiceCallId).executeTakeFirst()) ??
    (event.callId && UUID.test(event.callId)
      ? await calls.where("id", "=", event.callId).executeTakeFirst()
      : undefined);
  if (!row) return undefined;
  if (event.businessId && event.businessId !== row.business_id) return "contradiction";
  return { id: row.id, businessId: row.business_id, voiceCallId: row.voice_call_id };
}

/** The business that our metadata names, if there is one. */
async function businessNamed({ trx }: SystemContext, { businessId }: VoiceEvent) {
  if (!businessId || !UUID.test(businessId)) return undefined;
  return trx.selectFrom("businesses").select("id").where("id", "=", businessId).executeTakeFirst();
}

/**
 * Whose call it is: by the number called, else by our own metadata, else by the vendor's agent. Nobody's where the
 * number has gone to another business than the one that the metadata names.
 */
async function businessOf(ctx: SystemContext, event: VoiceEvent, to: string | undefined) {
  const number = to === undefined ? null : await findNumber(ctx, to);
  if (number)
    return (event.businessId ?? number.businessId) === number.businessId ? number.businessId : undefined;
  const named = await businessNamed(ctx, event);
  if (named) return named.id;
  if (!event.agentId) return undefined;
  const agent = await ctx.trx
    .selectFrom("agents")
    .select("business_id")
    .where("voice_vendor_agent_id", "=", event.agentId)
    .executeTakeFirst();
  return agent?.business_id;
}

async function findOrCreateCall(ctx: SystemContext, event: VoiceEvent): Promise<FoundCall | undefined> {
  const known = await findCall(ctx, event);
  if (known) return known === "contradiction" ? undefined : known;
  const [from, to] = [phoneText(event.fromNumber), phoneText(event.toNumber)];
  const businessId = await businessOf(ctx, event, to);
  if (!businessId) return undefined;
  await lockNumber(ctx, to ?? businessId);
  const startsAt = event.startedAt ?? event.endedAt ?? ctx.clock.now();
  const meanwhile = await findCall(ctx, event);
  if (meanwhile) return meanwhile === "contradiction" ? undefined : meanwhile;
  const key =
    (to === undefined
      ? undefined
      : await findUnclaimedCall(ctx, {
          businessId,
          column: "voice_call_id",
          from,
          to,
          startsAt,
          endsAt: event.endedAt ?? startsAt,
        })) ??
    (await createCall(ctx, {
      businessId,
      provider: "retell",
      from,
      to,
      identity: { voice_call_id: event.voiceCallId },
      speaker: event.agentId ?? undefined,
    }));
  return { ...key, voiceCallId: event.voiceCallId };
}

const hasEnded = ({ type }: VoiceEvent): boolean => type === "ended" || type === "analyzed";

/** Later kinds of events first, then more turns, then more words: the last turn grows while it is spoken. */
function rankOf(type: VoiceEvent["type"], turns: readonly VoiceTurn[]): number {
  if (turns.length === 0) return 0;
  const characters = turns.reduce((sum, { content }) => sum + content.length, 0);
  return RANKS[type] * RANK_STEP + turns.length + Math.min(characters, MAX_CHARACTERS) / (MAX_CHARACTERS + 1);
}

function reportOf(event: VoiceEvent, turns: VoiceTurn[], now: Date): Partial<VoiceFacts> {
  const startedAt = event.startedAt ?? (event.type === "started" ? now : undefined);
  return {
    from: phoneText(event.fromNumber),
    to: phoneText(event.toNumber),
    startedAt: startedAt?.toISOString(),
    endedAt: hasEnded(event) ? (event.endedAt ?? now).toISOString() : undefined,
    disconnectReason: vendorId(event.disconnectionReason),
    isAnalyzed: event.type === "analyzed" ? true : undefined,
    isSuccessful: event.successful ?? undefined,
    isInVoicemail: event.inVoicemail ?? undefined,
    reportedOutcome: vendorId(event.outcome),
    transcriptRank: rankOf(event.type, turns),
    customerTurns: turns.filter((turn) => turn.sender === "customer").length,
  };
}

/** The owner's mail about the call waits for its summary, and goes out now that it is there. */
async function wakeSummaryMail(ctx: TenantContext, callId: string): Promise<void> {
  const event = await ctx.trx
    .selectFrom("events")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("subject_id", "=", callId)
    .where("type", "=", "call.completed")
    .executeTakeFirst();
  if (!event) return;
  await enqueue(ctx, {
    kind: "notify.owner",
    payload: { eventId: event.id, subjectId: callId },
    dedupeKey: `${event.id}:notify.owner:analyzed`,
  });
}

/**
 * Takes in what the voice vendor reports, in any order and as often as it likes. Joins the webhook's system
 * transaction. The transcript of the latest kind of event wins, the longest among its like, and replaces the others
 * as a whole: a late update of a call that is over changes nothing.
 * @returns the call, or `matched: false` where neither our ids, the vendor's nor the number called tell whose it is.
 */
export function recordVoiceFact(ctx: Context, reported: VoiceEvent): Promise<FactResult> {
  const event: VoiceEvent = {
    ...reported,
    voiceCallId: vendorId(reported.voiceCallId) ?? "",
    agentId: vendorId(reported.agentId) ?? null,
  };
  return asSystem(ctx, "fact of a call from the voice vendor", async (system) => {
    const found = event.voiceCallId === "" ? undefined : await findOrCreateCall(system, event);
    if (!found) {
      const isGone = !!event.businessId && !(await businessNamed(system, event));
      return isGone ? { matched: false, isGone } : { matched: false };
    }
    const result = { matched: true as const, businessId: found.businessId, callId: found.id };
    const isOther = found.voiceCallId !== null && found.voiceCallId !== event.voiceCallId;
    // A registration that we gave up times out later and says nothing about the call.
    if (isOther && !event.startedAt) return result;
    const scoped = forBusiness(system, found.businessId);
    const turns = event.transcript ?? (event.transcriptText ? turnsOfText(event.transcriptText) : []);
    const report = reportOf(event, turns, system.clock.now());
    const { call, facts, before } = await changeCall(
      scoped,
      found.id,
      (facts) => {
        const known = withVoice(facts, report);
        const voice = known.recordings.voice ?? vendorText(event.recordingUrl);
        return { ...known, recordings: { ...known.recordings, voice } };
      },
      { voice_call_id: event.voiceCallId },
    );
    await keepAnsweringVersion(scoped, call.conversation_id);
    if (facts.voice.transcriptRank > before.voice.transcriptRank) {
      const startedAt = facts.voice.startedAt ? new Date(facts.voice.startedAt) : call.started_at;
      await replaceTurns(scoped, call.conversation_id, turns, startedAt);
      if (hasEnded(event)) await enqueueRescore(scoped, call, facts.voice.transcriptRank);
    }
    const [summary, sentiment] = [vendorText(event.summary), sentimentOf(event.sentiment)];
    if (summary !== undefined || sentiment !== null) {
      await scoped.trx
        .updateTable("conversations")
        .set({ ...(summary === undefined ? {} : { summary }), ...(sentiment === null ? {} : { sentiment }) })
        .where("business_id", "=", found.businessId)
        .where("id", "=", call.conversation_id)
        .execute();
    }
    await enqueueRecording(scoped, call);
    if (!call.ended_at && isLeftAlone(facts)) await enqueueComfort(scoped, call, "left");
    if (event.type === "analyzed") await wakeSummaryMail(scoped, call.id);
    return result;
  });
}
