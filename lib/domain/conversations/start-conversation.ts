import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { requireAgent, requireOwned } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import {
  type Conversation,
  conversationOf,
  type StartConversationInput,
  startConversationInput,
} from "./schema";

/**
 * Opens a thread on a channel. Calls announce themselves by their own events; every other channel records
 * `conversation.created`.
 * @param options.isUnderWay the receptionist speaks in it already, and may have been removed since.
 * @throws DomainError `not_found` for a foreign contact, and for an agent that is foreign or removed.
 */
export async function startConversation(
  ctx: Context,
  input: StartConversationInput,
  { isUnderWay = false }: { isUnderWay?: boolean } = {},
): Promise<Conversation> {
  authorize(ctx, "call:write");
  const given = parseInput(startConversationInput, input);
  return inTenant(ctx, async (ctx) => {
    await requireOwned(ctx, "contacts", given.contactId);
    await requireAgent(ctx, given.agentId, { isRemovedToo: isUnderWay });
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("conversations")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        channel: given.channel,
        contact_id: given.contactId,
        agent_id: given.agentId,
        is_message_only: given.isMessageOnly,
        // A call has been answered only when the voice vendor has it: lib/domain/calls says then by which version.
        agent_version: (eb) =>
          given.channel === "voice"
            ? eb.val(null)
            : eb
                .selectFrom("agents")
                .select("version")
                .where("business_id", "=", ctx.business.id)
                .where("id", "=", given.agentId),
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (given.channel !== "voice") {
      await recordEvent(ctx, {
        type: "conversation.created",
        subjectId: row.id,
        data: { conversationId: row.id, channel: row.channel },
      });
    }
    return conversationOf(row);
  });
}
