import type { z } from "zod";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { requireRoomFor } from "@/lib/domain/limits";
import { requireAgent } from "@/lib/domain/owned";
import { parseInput } from "@/lib/domain/parse";
import { findNumber } from "./read-numbers";
import { type AddNumberInput, addNumberInput, numberOf, type PhoneNumber } from "./schema";

/** Puts into use what the business has named before; who answers it stays, unless it is said anew. */
const settleNamed = (
  { trx, business }: TenantContext,
  { e164, agentId, provider, friendlyName }: z.output<typeof addNumberInput>,
  providerNumberId: string | null,
) =>
  trx
    .updateTable("numbers")
    .set({
      status: "active",
      provider,
      provider_number_id: providerNumberId,
      friendly_name: friendlyName,
      ...(agentId ? { agent_id: agentId } : {}),
    })
    .where("business_id", "=", business.id)
    .where("e164", "=", e164)
    .where("status", "=", "pending")
    .returningAll()
    .executeTakeFirst();

/**
 * Gives the business a number that is set up at the carrier, also one that it has named before.
 * @throws DomainError `already_exists` when any business has it, `not_found` for a foreign agent, `quota_exceeded`
 * where the plan has no more of them.
 */
export async function addNumber(ctx: Context, input: AddNumberInput): Promise<PhoneNumber> {
  authorize(ctx, "number:write");
  const given = parseInput(addNumberInput, input);
  const isTaken = (await findNumber(ctx, given.e164)) !== null;
  return inTenant(ctx, async (ctx) => {
    await requireAgent(ctx, given.agentId);
    await requireRoomFor(ctx, "numbers");
    const now = ctx.clock.now();
    const known = {
      agent_id: given.agentId,
      friendly_name: given.friendlyName,
      provider: given.provider,
      provider_number_id: given.providerNumberId,
      route_to_ai: given.routeToAi,
    };
    const made = await ctx.trx
      .insertInto("numbers")
      .values({ id: newId(now), business_id: ctx.business.id, e164: given.e164, ...known, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returningAll()
      .executeTakeFirst();
    const row = made ?? (isTaken ? undefined : await settleNamed(ctx, given, known.provider_number_id));
    if (!row) throw new DomainError("already_exists", "This number is taken.", { subject: "number" });
    await audit(ctx, "number.add", row.id, { e164: given.e164 });
    return numberOf(row);
  });
}
