import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { requireRoomFor } from "@/lib/domain/limits";
import { parseInput } from "@/lib/domain/parse";
import { requireAgent } from "./assign-number";
import { type AddNumberInput, addNumberInput, numberOf, type PhoneNumber } from "./schema";

/**
 * Gives the business a number that is set up at the carrier.
 * @throws DomainError `already_exists` when any business has it, `not_found` for a foreign agent, `quota_exceeded`
 * where the plan has no more of them.
 */
export async function addNumber(ctx: Context, input: AddNumberInput): Promise<PhoneNumber> {
  authorize(ctx, "number:write");
  const given = parseInput(addNumberInput, input);
  return inTenant(ctx, async (ctx) => {
    if (given.agentId) await requireAgent(ctx, given.agentId);
    await requireRoomFor(ctx, "numbers");
    const now = ctx.clock.now();
    const row = await ctx.trx
      .insertInto("numbers")
      .values({
        id: newId(now),
        business_id: ctx.business.id,
        agent_id: given.agentId,
        e164: given.e164,
        friendly_name: given.friendlyName,
        provider: given.provider,
        provider_number_id: given.providerNumberId,
        route_to_ai: given.routeToAi,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (!row) throw new DomainError("already_exists", "This number is taken.", { subject: "number" });
    await audit(ctx, "number.add", row.id, { e164: given.e164 });
    return numberOf(row);
  });
}
