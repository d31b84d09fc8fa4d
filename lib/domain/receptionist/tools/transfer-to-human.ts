import { z } from "zod";
import { getAgentOfCall, HAND_OFF_KINDS } from "@/lib/domain/agents";
import { getBusiness, listClosures } from "@/lib/domain/businesses";
import { enqueue } from "@/lib/domain/events";
import { type HandOffChoice, kindOf, pickHandOff } from "@/lib/domain/hand-off";
import { type Dialable, dialable, dialCountries, listNumbers } from "@/lib/domain/numbers";
import { createTask } from "@/lib/domain/tasks";
import { filledText } from "@/lib/domain/text";
import { contactIdOf } from "./take-message";
import { defineTool, type ToolOutcome, type ToolWorld } from "./tool";

interface Given {
  reason: string;
  kind?: (typeof HAND_OFF_KINDS)[number] | undefined;
}

/** Whom the rules of the receptionist name for this reason now, the numbers that may not be dialled apart. */
async function choose({ ctx, conversation }: ToolWorld, given: Given): Promise<HandOffChoice & Dialable> {
  const business = await getBusiness(ctx);
  const agent = conversation.agentId ? await getAgentOfCall(ctx, conversation.agentId) : null;
  const choice = pickHandOff({
    kind: given.kind ?? kindOf(given.reason),
    reason: given.reason,
    at: ctx.clock.now(),
    timeZone: business.timeZone,
    hours: business.hours,
    closures: await listClosures(ctx),
    rules: agent?.handOffRules ?? [],
    fallbackNumbers: agent?.fallbackNumbers ?? [],
  });
  const ours = new Set((await listNumbers(ctx)).map(({ e164 }) => e164));
  const { callerNumber } = conversation;
  return {
    ...choice,
    ...dialable(choice.numbers, { callerNumber, ours, countries: await dialCountries(ctx) }),
  };
}

const jobKey = (callId: string) => `hand_off:${callId}`;

/** Whether people have been rung for this call already. */
async function wasOrdered({ ctx }: ToolWorld, callId: string): Promise<boolean> {
  const job = await ctx.trx
    .selectFrom("jobs")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("dedupe_key", "=", jobKey(callId))
    .executeTakeFirst();
  return job !== undefined;
}

/** The call back that was arranged in this conversation, if any. */
async function callbackOf({ ctx, conversation }: ToolWorld): Promise<string | undefined> {
  const task = await ctx.trx
    .selectFrom("tasks")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversation.id)
    .where("kind", "=", "callback")
    .executeTakeFirst();
  return task?.id;
}

const callback = (taskId: string): ToolOutcome => ({
  result: { transferred: false, callback: true },
  receipt: { kind: "task", id: taskId },
});

async function order(world: ToolWorld, given: Given, choice: HandOffChoice & Dialable, callId: string) {
  await enqueue(world.ctx, {
    kind: "call.command",
    payload: {
      callId,
      command: "hand_off",
      plan: {
        cause: "asked_for",
        via: "dial",
        reason: given.reason,
        urgency: choice.urgency,
        hasWhisper: choice.hasWhisper,
        numbers: choice.numbers,
        ...(choice.refused.length > 0 ? { refused: choice.refused } : {}),
      },
    },
    dedupeKey: jobKey(callId),
  });
}

/** Has people rung for the caller, or has one call back. */
export const transferToHuman = defineTool({
  name: "transfer_to_human",
  needsTimes: false,
  description:
    "Put the caller through to a person. When transferred is true people are being rung: ask the caller to stay on the line; you are told if nobody comes. When it is false nobody can be reached now and a call back is arranged: tell the caller so.",
  arguments: z.object({
    reason: filledText(1000).describe("Why the caller wants a person, in their words."),
    kind: z.enum(HAND_OFF_KINDS).optional().describe("What it is, where it is clear."),
  }),
  /** A transfer that brought nobody has become a call back. */
  stands: async (world, receiptId) =>
    receiptId !== world.conversation.callId || (await callbackOf(world)) === undefined,
  async run(world, given) {
    const { ctx, conversation } = world;
    const { callId } = conversation;
    if (callId && (await wasOrdered(world, callId))) {
      const taskId = await callbackOf(world);
      if (taskId) return callback(taskId);
      return { result: { transferred: true }, receipt: { kind: "transfer", id: callId } };
    }
    const choice = await choose(world, given);
    if (callId && choice.numbers.length > 0) {
      await order(world, given, choice, callId);
      return {
        result: { transferred: true, whom: choice.whom },
        receipt: { kind: "transfer", id: callId },
      };
    }
    const notRung = choice.refused.map(({ reason }) => `Not rung: ${reason}`);
    const task = await createTask(ctx, {
      kind: "callback",
      title: `Call back ${conversation.callerNumber ?? "a customer"}`,
      body: [given.reason, ...notRung].join("\n\n"),
      contactId: await contactIdOf(world, {}),
      conversationId: conversation.id,
      urgency: choice.urgency,
    });
    return callback(task.id);
  },
});
