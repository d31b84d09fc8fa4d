import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import type { ModelUse } from "./model-brain";

/**
 * Adds what one turn took of the language model to the account of its conversation.
 * @throws DomainError forbidden, and not_found for a conversation that the business does not have.
 */
export async function recordModelUse(
  ctx: Context,
  input: ModelUse & { conversationId: string },
): Promise<void> {
  authorize(ctx, "call:write");
  await inTenant(ctx, async ({ trx, business, clock }) => {
    const conversation = isId(input.conversationId)
      ? await trx
          .selectFrom("conversations")
          .select("id")
          .where("business_id", "=", business.id)
          .where("id", "=", input.conversationId)
          .executeTakeFirst()
      : undefined;
    if (!conversation) throw notFound("conversation");
    const now = clock.now();
    await trx
      .insertInto("model_usage")
      .values({
        business_id: business.id,
        conversation_id: conversation.id,
        model: input.model.slice(0, 200),
        turns: 1,
        turns_taken_over: input.takenOver ? 1 : 0,
        last_takeover: input.takenOver,
        input_tokens: input.inputTokens,
        output_tokens: input.outputTokens,
        cost_microdollars: input.microdollars,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(["business_id", "conversation_id"]).doUpdateSet((eb) => ({
          model: eb.ref("excluded.model"),
          turns: eb("model_usage.turns", "+", 1),
          turns_taken_over: eb("model_usage.turns_taken_over", "+", eb.ref("excluded.turns_taken_over")),
          last_takeover: eb.fn.coalesce("excluded.last_takeover", "model_usage.last_takeover"),
          input_tokens: eb("model_usage.input_tokens", "+", eb.ref("excluded.input_tokens")),
          output_tokens: eb("model_usage.output_tokens", "+", eb.ref("excluded.output_tokens")),
          cost_microdollars: eb("model_usage.cost_microdollars", "+", eb.ref("excluded.cost_microdollars")),
          updated_at: now,
        })),
      )
      .execute();
  });
}
