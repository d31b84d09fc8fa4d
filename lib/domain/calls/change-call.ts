import type { Selectable } from "kysely";
import type { Calls } from "@/lib/db/types";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { announce, type EventType, enqueue, recordEvent } from "@/lib/domain/events";
import { noteMinutes } from "@/lib/domain/limits";
import { type DerivedCall, deriveCall, takenOverAt } from "./call-status";
import { type CallFacts, type ConnectFacts, callFacts, withConnect } from "./facts";
import { finishCall } from "./finish-call";
import type { CallProvider } from "./schema";

const HUNG_UP_AFTER_SECONDS = 1;

export type CallRow = Selectable<Calls>;

/** What identifies a call at the vendors, where a report adds to it. */
export interface CallIdentity {
  provider?: CallProvider;
  provider_session_id?: string;
  voice_call_id?: string;
}

const instant = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));

/** The columns that follow from the facts. */
export const derivedColumns = (call: DerivedCall, facts: CallFacts, now: Date) => ({
  status: call.status,
  from_number: call.fromNumber ?? null,
  to_number: call.toNumber ?? null,
  provider_call_id: call.providerCallId ?? null,
  started_at: instant(call.startedAt) ?? now,
  answered_at: instant(call.answeredAt),
  bridged_at: instant(call.bridgedAt),
  transferred_at: instant(call.transferredAt),
  ended_at: instant(call.endedAt),
  failed_at: instant(call.failedAt),
  duration_seconds: call.durationSeconds,
  ai_seconds: call.aiSeconds,
  disconnect_reason: call.disconnectReason ?? null,
  recording_source_url: facts.recordings.voice ?? facts.recordings.carrier ?? null,
  facts: JSON.stringify(facts),
});

/** Records an event of a call unless it was recorded before. */
export async function recordOnce(ctx: TenantContext, type: EventType, call: CallRow): Promise<void> {
  const known = await ctx.trx
    .selectFrom("events")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("subject_id", "=", call.id)
    .where("type", "=", type)
    .executeTakeFirst();
  if (known) return;
  const data = {
    callId: call.id,
    conversationId: call.conversation_id,
    status: call.status,
    fromNumber: call.from_number,
    toNumber: call.to_number,
  };
  await recordEvent(ctx, { type, subjectId: call.id, data });
}

/** A call of the business, locked until the transaction ends. @throws DomainError `not_found`. */
export async function lockCall(ctx: TenantContext, callId: string): Promise<CallRow> {
  const row = await ctx.trx
    .selectFrom("calls")
    .selectAll()
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", callId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound("call");
  return row;
}

/** Has a caller who is gone looked after where people were rung: that one of them took the call may be told late. */
const enqueueHungUp = (ctx: TenantContext, callId: string, isTaken: boolean) =>
  enqueue(ctx, {
    kind: "call.command",
    payload: { callId, command: "hung_up" },
    dedupeKey: `call.command:${callId}:hung_up:${isTaken ? "taken" : "not_taken"}`,
    runAt: new Date(ctx.clock.now().getTime() + HUNG_UP_AFTER_SECONDS * 1000),
  });

export interface ChangedCall {
  call: CallRow;
  facts: CallFacts;
  /** The facts as they were. */
  before: CallFacts;
}

/**
 * Adds to the facts of a call and lets everything follow: columns, events (each once), and after the end what
 * `finishCall` does. Harmless when nothing is new.
 */
export async function changeCall(
  ctx: TenantContext,
  callId: string,
  change: (facts: CallFacts) => CallFacts,
  identity: CallIdentity = {},
): Promise<ChangedCall> {
  const row = await lockCall(ctx, callId);
  const before = callFacts.parse(row.facts);
  const facts = change(before);
  const was = deriveCall(before);
  const call = deriveCall(facts);
  const now = ctx.clock.now();
  const changed = await ctx.trx
    .updateTable("calls")
    .set({
      ...derivedColumns(call, facts, now),
      from_number: call.fromNumber ?? row.from_number,
      to_number: call.toNumber ?? row.to_number,
      started_at: instant(call.startedAt) ?? row.started_at,
      ...identity,
      updated_at: now,
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", callId)
    .returningAll()
    .executeTakeFirstOrThrow();
  announce(ctx, "call");
  if (call.durationSeconds !== was.durationSeconds || call.aiSeconds !== was.aiSeconds)
    await noteMinutes(ctx);
  if (call.answeredAt && !was.answeredAt) await recordOnce(ctx, "call.started", changed);
  // The carrier's acceptance alone is no news yet: the person may not answer.
  const isTaken = takenOverAt(facts) !== undefined;
  if (isTaken && !takenOverAt(before)) await recordOnce(ctx, "call.transferred", changed);
  if (call.endedAt) {
    await finishCall(ctx, changed, facts);
    if (!was.endedAt) await recordOnce(ctx, "call.completed", changed);
    if (facts.handOff && (was.endedAt || !isTaken)) await enqueueHungUp(ctx, callId, isTaken);
  }
  return { call: changed, facts, before };
}

/** Notes a step of our own that the carrier or the voice vendor accepted, in a transaction of its own. */
export const noteStep = (
  ctx: Context,
  callId: string,
  step: ConnectFacts,
  identity: CallIdentity = {},
): Promise<ChangedCall> =>
  inTenant(ctx, (ctx) => changeCall(ctx, callId, (facts) => withConnect(facts, step), identity));
