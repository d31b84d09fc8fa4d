import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { announce } from "@/lib/domain/events";
import { requireAgent } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { type AssignNumberInput, assignNumberInput, numberOf, type PhoneNumber } from "./schema";

/**
 * Says which receptionist answers a number while it is at work; null leaves that to whoever is. From the next call on.
 * @throws DomainError `forbidden`, `not_found` for a number or an agent that the business does not have.
 */
export async function assignNumber(ctx: Context, input: AssignNumberInput): Promise<PhoneNumber> {
  authorize(ctx, "number:write");
  const { id, agentId } = parseInput(assignNumberInput, input);
  return inTenant(ctx, async (ctx) => {
    await requireAgent(ctx, agentId);
    const row = await ctx.trx
      .updateTable("numbers")
      .set({ agent_id: agentId })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .where("status", "!=", "released")
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound("number");
    await audit(ctx, "number.assign", id, { agentId });
    announce(ctx, "agent");
    return numberOf(row);
  });
}
