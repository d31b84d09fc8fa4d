import { getBusiness } from "@/lib/domain/businesses";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { createTask } from "@/lib/domain/tasks";
import { callCarrier } from "./carrier";
import { changeCall, lockCall } from "./change-call";
import { withConnect } from "./facts";
import { type LiveCall, loadLiveCall } from "./live-call";

/** Long enough for the apology, where the carrier does not say that it was spoken. */
const HANG_UP_AFTER_SECONDS = 15;

/** Notes that nobody could take a call, and gives the owner one task to call back. */
export async function recordUnansweredCall(ctx: TenantContext, call: LiveCall): Promise<void> {
  await lockCall(ctx, call.id);
  const known = await ctx.trx
    .selectFrom("tasks")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", call.conversationId)
    .where("kind", "=", "failed_call")
    .executeTakeFirst();
  if (!known) {
    await createTask(ctx, {
      kind: "failed_call",
      title: `Call back ${call.fromNumber ?? "a caller with a withheld number"}`,
      body: "The receptionist could not be reached, so this call was not taken.",
      contactId: call.contactId,
      conversationId: call.conversationId,
      urgency: "high",
    });
  }
  const failedAt = ctx.clock.now().toISOString();
  await changeCall(ctx, call.id, (facts) => withConnect(facts, { failedAt }));
}

/** Says sorry to the caller, hangs up after, and leaves a task. Harmless when repeated. */
export async function apologize(ctx: Context, callId: string): Promise<void> {
  const call = await loadLiveCall(ctx, callId);
  if (!call || call.facts.connect.apologizedAt) return;
  await inTenant(ctx, (ctx) => recordUnansweredCall(ctx, call));
  if (!(await callCarrier(ctx, call, { command: "answer" }))) return;
  const { name } = await getBusiness(ctx);
  const text = `Thank you for calling ${name}. I am sorry, we cannot take your call right now. We will call you back as soon as we can. Goodbye.`;
  const isSpoken = await callCarrier(ctx, call, { command: "speak", text, step: "apologizedAt" });
  await inTenant(ctx, (ctx) =>
    enqueue(ctx, {
      kind: "call.command",
      payload: { callId, command: "hangup" },
      dedupeKey: `call.command:${callId}:hangup:later`,
      runAt: new Date(ctx.clock.now().getTime() + (isSpoken ? HANG_UP_AFTER_SECONDS : 0) * 1000),
    }),
  );
}

/**
 * The receptionist cannot take the call: a person does, at the fallback number, else an apology. Harmless
 * when repeated.
 * @throws VendorError, retryable, when the carrier does not take a command.
 */
export async function fallBack(ctx: Context, callId: string): Promise<void> {
  const call = await loadLiveCall(ctx, callId);
  if (!call || call.facts.connect.fallbackAcceptedAt || call.facts.connect.apologizedAt) return;
  if (call.fallbackNumber) {
    if (!(await callCarrier(ctx, call, { command: "answer" }))) return;
    const to = call.fallbackNumber;
    if (await callCarrier(ctx, call, { command: "transfer", to, step: "fallbackAcceptedAt" })) return;
  }
  await apologize(ctx, callId);
}
