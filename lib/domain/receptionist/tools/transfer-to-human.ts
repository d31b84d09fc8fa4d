import { z } from "zod";
import { getBusiness, listClosures } from "@/lib/domain/businesses";
import { enqueue } from "@/lib/domain/events";
import { isOpenAt } from "@/lib/domain/knowledge";
import { createTask } from "@/lib/domain/tasks";
import { filledText } from "@/lib/domain/text";
import { contactIdOf } from "./take-message";
import { defineTool, type ToolWorld } from "./tool";

/** The number of a person, where one answers now: in opening hours, on a call, with a number set. */
async function personToReach({ ctx, conversation }: ToolWorld): Promise<string | null> {
  if (!conversation.callId || !conversation.agentId) return null;
  const business = await getBusiness(ctx);
  const closures = await listClosures(ctx);
  if (!isOpenAt(ctx.clock.now(), { timeZone: business.timeZone, hours: business.hours, closures }))
    return null;
  const agent = await ctx.trx
    .selectFrom("agents")
    .select("fallback_numbers")
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", conversation.agentId)
    .executeTakeFirst();
  return agent?.fallback_numbers[0] ?? null;
}

/** Puts the caller through to a person, or has one call back. */
export const transferToHuman = defineTool({
  name: "transfer_to_human",
  description:
    "Put the caller through to a person. When transferred is false nobody can be reached now and a call back is arranged: tell the caller so.",
  arguments: z.object({ reason: filledText(1000).describe("Why the caller wants a person.") }),
  writes: true,
  async run(world, given) {
    const { ctx, conversation } = world;
    const to = await personToReach(world);
    if (to && conversation.callId) {
      const { callId } = conversation;
      await enqueue(ctx, {
        kind: "call.command",
        payload: { callId, command: "transfer", to },
        dedupeKey: `transfer:${callId}`,
      });
      return { result: { transferred: true }, receipt: { kind: "transfer", id: callId } };
    }
    const task = await createTask(ctx, {
      kind: "callback",
      title: `Call back ${conversation.callerNumber ?? "a customer"}`,
      body: given.reason,
      contactId: await contactIdOf(world, {}),
      conversationId: conversation.id,
      urgency: "high",
    });
    return { result: { transferred: false, callback: true }, receipt: { kind: "task", id: task.id } };
  },
});
