import { getBusiness } from "@/lib/domain/businesses";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { createTask } from "@/lib/domain/tasks";
import { hasUnansweredPerson, isLeftAlone } from "./call-status";
import { callCarrier } from "./carrier";
import { type CallRow, changeCall, lockCall } from "./change-call";
import { withConnect } from "./facts";
import { type LiveCall, loadLiveCall } from "./live-call";

/** Long enough for the apology, where the carrier does not say that it was spoken. */
const HANG_UP_AFTER_SECONDS = 15;
const COMFORT_AFTER_SECONDS = 1;

/** What a caller is owed a call back for: nobody took the call, or the person they asked for did not come. */
type Owed = "not_taken" | "not_put_through";

const TASKS = {
  not_taken: {
    kind: "failed_call",
    body: "The receptionist could not be reached, so this call was not taken.",
  },
  not_put_through: {
    kind: "callback",
    body: "The caller asked for a person, and the call could not be transferred.",
  },
} as const satisfies Record<Owed, { kind: string; body: string }>;

/** Gives the owner one task to call back. A call that nobody took counts as failed. Harmless when repeated. */
export async function oweCallback(ctx: TenantContext, call: LiveCall, owed: Owed): Promise<void> {
  await lockCall(ctx, call.id);
  const known = await ctx.trx
    .selectFrom("tasks")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", call.conversationId)
    .where("kind", "=", TASKS[owed].kind)
    .executeTakeFirst();
  if (!known) {
    await createTask(ctx, {
      ...TASKS[owed],
      title: `Call back ${call.fromNumber ?? "a caller with a withheld number"}`,
      contactId: call.contactId,
      conversationId: call.conversationId,
      urgency: "high",
    });
  }
  if (owed === "not_put_through") return;
  const failedAt = ctx.clock.now().toISOString();
  await changeCall(ctx, call.id, (facts) => withConnect(facts, { failedAt }));
}

const owedFor = ({ facts }: LiveCall): Owed =>
  facts.connect.transferAcceptedAt || facts.voice.startedAt ? "not_put_through" : "not_taken";

const EXCUSES = {
  not_taken: "I am sorry, we cannot take your call right now.",
  not_put_through: "I am sorry, nobody could come to the phone right now.",
} as const satisfies Record<Owed, string>;

/** Says sorry to the caller, hangs up after, and leaves a task. Harmless when repeated. */
async function apologize(ctx: Context, call: LiveCall): Promise<void> {
  const { id: callId } = call;
  const owed = owedFor(call);
  await inTenant(ctx, (ctx) => oweCallback(ctx, call, owed));
  if (!(await callCarrier(ctx, call, { command: "answer" }))) return;
  const { name } = await getBusiness(ctx);
  const text = `Thank you for calling ${name}. ${EXCUSES[owed]} We will call you back as soon as we can. Goodbye.`;
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

/** Has `comfort` look after a caller in a moment: a report of the leg's answer or the caller's end may be late. */
export const enqueueComfort = (ctx: TenantContext, call: CallRow, occasion: "unanswered" | "left") =>
  enqueue(ctx, {
    kind: "call.command",
    payload: { callId: call.id, command: "comfort" },
    dedupeKey: `call.command:${call.id}:comfort:${occasion}`,
    runAt: new Date(ctx.clock.now().getTime() + COMFORT_AFTER_SECONDS * 1000),
  });

/**
 * A person was dialled and did not answer. With the receptionist still on the line the owner gets a task to call
 * back; a caller who is alone on the line gets an apology, too. Harmless when repeated.
 * @throws VendorError, retryable, when the carrier does not take a command.
 */
export async function comfort(ctx: Context, call: LiveCall): Promise<void> {
  if (call.facts.connect.apologizedAt) return;
  if (isLeftAlone(call.facts)) await apologize(ctx, call);
  else if (hasUnansweredPerson(call.facts))
    await inTenant(ctx, (ctx) => oweCallback(ctx, call, "not_put_through"));
}

/**
 * The receptionist cannot take the call: a person does, at the fallback number, else an apology. Harmless
 * when repeated.
 * @throws VendorError, retryable, when the carrier does not take a command.
 */
export async function fallBack(ctx: Context, callId: string): Promise<void> {
  const call = await loadLiveCall(ctx, callId);
  if (!call || call.facts.connect.fallbackAcceptedAt || call.facts.connect.apologizedAt) return;
  const [to] = call.fallbackNumbers;
  if (to) {
    if (!(await callCarrier(ctx, call, { command: "answer" }))) return;
    if (await callCarrier(ctx, call, { command: "transfer", to, step: "fallbackAcceptedAt" })) return;
  }
  await apologize(ctx, call);
}
