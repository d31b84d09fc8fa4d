import { z } from "zod";
import { findOrCreateContact, phoneNumber } from "@/lib/domain/contacts";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { invalid } from "@/lib/domain/errors";
import { enqueue } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { LIVE_HOURS } from "@/lib/domain/live-calls";
import { parseInput } from "@/lib/domain/parse";
import { text } from "@/lib/domain/text";
import { type CallRow, lockCall, recordOnce } from "./change-call";
import { outcomeOf } from "./outcome";
import { replaceTurns, turnsOfNotes } from "./transcript";

const LONGEST_SECONDS = 24 * 3600;
const MOST_TURNS = 2_000;

export const logCallInput = z.object({
  direction: z.enum(["inbound", "outbound"]).default("inbound"),
  status: z.enum(["in_progress", "completed", "transferred", "missed"]),
  /** How long it took until now; null where nobody knows. */
  durationSeconds: z.number().int().min(0).max(LONGEST_SECONDS).nullish(),
  callerName: text(200).nullish(),
  /** The other side's number, as people write it. */
  phone: text(50).nullish(),
  /** What it is called, where that is more than its direction. */
  kind: text(100).nullish(),
  /** Where a recording is. It is shown, not fetched. */
  recordingLink: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .nullish(),
  /** Lines that name their speaker (`Agent: …`, `Caller: …`) become turns. */
  transcript: z.string().max(100_000).nullish(),
});
export type LogCallInput = z.input<typeof logCallInput>;
type LoggedCall = z.output<typeof logCallInput>;

/** Who may log a call makes the caller known, whatever else the credential may do: so does the end of any call. */
async function contactIdOf(ctx: TenantContext, phone: string | null, name: string): Promise<string | null> {
  if (!phone) return null;
  const desk: TenantContext = { ...ctx, actor: { kind: "system", reason: "who called is known by number" } };
  return (await findOrCreateContact(desk, { phone, name })).id;
}

async function insertCall(
  ctx: TenantContext,
  call: LoggedCall,
  conversationId: string,
  phone: string | null,
): Promise<CallRow> {
  const now = ctx.clock.now();
  const startedAt = new Date(now.getTime() - (call.durationSeconds ?? 0) * 1000);
  const isOver = call.status !== "in_progress";
  const isAnswered = call.status !== "missed";
  return ctx.trx
    .insertInto("calls")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      conversation_id: conversationId,
      provider: "logged",
      direction: call.direction,
      status: call.status,
      from_number: call.direction === "inbound" ? phone : null,
      to_number: call.direction === "outbound" ? phone : null,
      caller_name: call.callerName || null,
      kind: call.kind || null,
      started_at: startedAt,
      answered_at: isAnswered ? startedAt : null,
      transferred_at: call.status === "transferred" ? now : null,
      ended_at: isOver ? now : null,
      duration_seconds: isOver && isAnswered ? (call.durationSeconds ?? null) : null,
      recording_source_url: call.recordingLink ?? null,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What follows from the end: the conversation is closed, the outcome told, the end announced. */
async function close(ctx: TenantContext, call: CallRow, customerTurns: number): Promise<void> {
  await ctx.trx
    .updateTable("conversations")
    .set({
      status: "closed",
      closed_at: call.ended_at,
      outcome: outcomeOf([], call.status === "transferred", customerTurns),
      updated_at: ctx.clock.now(),
    })
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", call.conversation_id)
    .execute();
  await recordOnce(ctx, "call.completed", call);
}

/**
 * Keeps a call that was held elsewhere: it ended now, or goes on. One that goes on is no live call, as nothing is heard of
 * it: after four hours it counts as over. The caller becomes a contact where a number is given; what follows any call
 * follows, but for the mail to the owner, who hears from whoever logs it.
 * @returns its id.
 * @throws DomainError forbidden, validation_failed (`phone`; `transcript` of more than 2,000 turns).
 */
export async function logCall(ctx: Context, input: LogCallInput): Promise<string> {
  authorize(ctx, "call:write");
  const given = parseInput(logCallInput, input);
  const phone = given.phone ? phoneNumber(given.phone).e164 : null;
  const turns = turnsOfNotes(given.transcript ?? "");
  if (turns.length > MOST_TURNS)
    throw invalid("transcript", `Give at most ${MOST_TURNS} turns; this has ${turns.length}.`);
  return inTenant(ctx, async (ctx) => {
    const contactId = await contactIdOf(ctx, phone, given.callerName ?? "");
    const conversation = await startConversation(ctx, { channel: "voice", contactId });
    const call = await insertCall(ctx, given, conversation.id, phone);
    await replaceTurns(ctx, conversation.id, turns, call.started_at);
    if (call.answered_at) await recordOnce(ctx, "call.started", call);
    if (call.transferred_at) await recordOnce(ctx, "call.transferred", call);
    if (call.ended_at) {
      await close(ctx, call, turns.filter(({ sender }) => sender === "customer").length);
    } else {
      await enqueue(ctx, {
        kind: "call.end_logged",
        payload: { callId: call.id },
        dedupeKey: `call.end_logged:${call.id}`,
        runAt: new Date(call.created_at.getTime() + LIVE_HOURS * 3_600_000),
      });
    }
    await audit(ctx, "call.log", call.id, { status: call.status, direction: call.direction });
    return call.id;
  });
}

/**
 * Job `call.end_logged`: a logged call that was going on is over. When it ended nobody told: it keeps the length that it
 * was logged with. Harmless when repeated.
 */
export async function endLoggedCall(ctx: Context, input: { callId: string }): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    const call = await lockCall(ctx, input.callId);
    if (call.provider !== "logged" || call.ended_at) return;
    const seconds = Math.round((call.created_at.getTime() - call.started_at.getTime()) / 1000);
    const ended = await ctx.trx
      .updateTable("calls")
      .set({
        status: "completed",
        ended_at: call.created_at,
        duration_seconds: seconds > 0 ? seconds : null,
        updated_at: ctx.clock.now(),
      })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", call.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    const { customerTurns } = await ctx.trx
      .selectFrom("messages")
      .select((eb) => eb.fn.countAll<number>().as("customerTurns"))
      .where("business_id", "=", ctx.business.id)
      .where("conversation_id", "=", call.conversation_id)
      .where("sender", "=", "customer")
      .executeTakeFirstOrThrow();
    await close(ctx, ended, customerTurns);
  });
}
