import { getBusiness } from "@/lib/domain/businesses";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { completeTask, createTask } from "@/lib/domain/tasks";
import { callCarrier } from "./carrier";
import { changeCall, lockCall } from "./change-call";
import { withConnect } from "./facts";
import { attemptsText, refusedText } from "./hand-off-facts";
import type { LiveCall } from "./live-call";

/** Long enough for the apology, where the carrier does not say that it was spoken. */
const HANG_UP_AFTER_SECONDS = 15;

/**
 * What a caller is owed a call back for: nobody took the call, the person they asked for did not come, or nobody answered
 * where the team took the call over to.
 */
type Owed = "not_taken" | "not_put_through" | "not_taken_over";

const TASKS = {
  not_taken: {
    kind: "failed_call",
    body: "The receptionist could not be reached, so this call was not taken.",
    hungUp: "The receptionist could not be reached, and the caller hung up before anybody took the call.",
  },
  not_put_through: {
    kind: "callback",
    body: "The caller asked for a person, and nobody took the call.",
    hungUp: "The caller asked for a person, and hung up before anybody took the call.",
  },
  not_taken_over: {
    kind: "callback",
    body: "Your team took the call over, and nobody answered the telephone that rang.",
    hungUp: "Your team took the call over, and the caller hung up before anybody answered.",
  },
} as const satisfies Record<Owed, { kind: string; body: string; hungUp: string }>;

/** What the owner should know of a call that is owed: what it is about, and who was rung. */
function bodyOf({ facts }: LiveCall, opening: string): string {
  const about = facts.handOff?.reason ? `About: ${facts.handOff.reason}` : "";
  const tried = attemptsText(facts);
  return [opening, about, tried && `Rung:\n${tried}`, refusedText(facts.handOff?.refused)]
    .filter(Boolean)
    .join("\n\n");
}

/**
 * Gives the owner one task to call back. A call that nobody took counts as failed. Harmless when repeated.
 * @param options.hasHungUp the caller did not wait for the end of it.
 */
export async function oweCallback(
  ctx: TenantContext,
  call: LiveCall,
  owed: Owed,
  { hasHungUp = false }: { hasHungUp?: boolean } = {},
): Promise<void> {
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
      kind: TASKS[owed].kind,
      body: bodyOf(call, hasHungUp ? TASKS[owed].hungUp : TASKS[owed].body),
      title: `Call back ${call.fromNumber ?? "a caller with a withheld number"}`,
      contactId: call.contactId,
      conversationId: call.conversationId,
      urgency: call.facts.handOff?.urgency ?? "high",
    });
  }
  if (owed !== "not_taken") return;
  const failedAt = ctx.clock.now().toISOString();
  await changeCall(ctx, call.id, (facts) => withConnect(facts, { failedAt }));
}

/** What is owed to a caller whom nobody took. */
export function owedFor({ facts }: LiveCall): Owed {
  if (facts.handOff?.cause === "taken_over") return "not_taken_over";
  return facts.handOff?.cause === "asked_for" || facts.voice.startedAt ? "not_put_through" : "not_taken";
}

/** Takes back that a caller who hung up is owed a call: it was told late that a person had taken theirs. */
export async function settleCallback(ctx: TenantContext, call: LiveCall, owed: Owed): Promise<void> {
  const open = await ctx.trx
    .selectFrom("tasks")
    .select(["id", "body"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", call.conversationId)
    .where("kind", "=", TASKS[owed].kind)
    .where("status", "=", "open")
    .execute();
  for (const { id, body } of open) if (body.startsWith(TASKS[owed].hungUp)) await completeTask(ctx, id);
}

const EXCUSES = {
  not_taken: "I am sorry, we cannot take your call right now.",
  not_put_through: "I am sorry, nobody could come to the phone right now.",
  not_taken_over: "I am sorry, nobody could come to the phone right now.",
} as const satisfies Record<Owed, string>;

/** Says sorry to the caller, hangs up after, and leaves a task. Harmless when repeated. */
export async function apologize(ctx: Context, call: LiveCall): Promise<void> {
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
