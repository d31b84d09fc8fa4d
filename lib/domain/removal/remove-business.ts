import { detachCredentials, forgetCredentials } from "@/lib/domain/access";
import { billingAtVendor } from "@/lib/domain/billing";
import { countLive } from "@/lib/domain/calls";
import { asSystem, audit, authorize, type Context, type SystemContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { leaveAgent, leaveBilling, leaveFiles, leaveUnknownAgents } from "@/lib/domain/leftovers";

/** Has removed what the rows of a business name outside, once they are gone. */
async function leaveOutside(ctx: SystemContext, businessId: string): Promise<void> {
  const agents = await ctx.trx
    .selectFrom("agents")
    .select(["id", "voice_vendor_agent_id as agentId", "voice_vendor_llm_id as llmId"])
    .select(["sync_begun_at as begunAt", "sync_leased_until as leasedUntil"])
    .where("business_id", "=", businessId)
    // Nobody begins to tell the vendor of one from here on.
    .forUpdate()
    .execute();
  for (const { id, agentId, llmId, begunAt, leasedUntil } of agents) {
    if (agentId && llmId) await leaveAgent(ctx, { agentId, llmId });
    else if (begunAt) await leaveUnknownAgents(ctx, id, leasedUntil ?? ctx.clock.now());
  }
  const files = await ctx.trx
    .selectFrom("files")
    .select("path")
    .where("business_id", "=", businessId)
    .execute();
  await leaveFiles(
    ctx,
    files.map(({ path }) => path),
  );
  await leaveBilling(ctx, await billingAtVendor(ctx, businessId));
}

/**
 * Deletes the caller's business with everything in it, for good. Accounts of people stay, and so do their other
 * businesses; sessions that work here work nowhere from then on, API keys end. Files, receptionists at the voice vendor
 * and what is paid for at the payment vendor are removed by jobs. Connected accounts are forgotten as they are.
 * @throws DomainError forbidden for everybody but the owner in person, conflict while a call goes on, not_found.
 */
export async function removeBusiness(ctx: Context): Promise<void> {
  authorize(ctx, "business:delete");
  const { business, actor } = ctx;
  if (!business || actor.kind !== "user")
    throw new DomainError("forbidden", "Only the owner in person can delete a business. Sign in to do it.");
  const detached = await asSystem(ctx, "an owner deletes a business", async (system) => {
    const { trx } = system;
    // From here on nobody else begins anything in it: every new row would name it.
    const row = await trx
      .selectFrom("businesses")
      .select(["id", "name", "number"])
      .where("id", "=", business.id)
      .forUpdate()
      .executeTakeFirst();
    if (!row) throw notFound("business");
    if ((await countLive({ ...system, actor, business })) > 0)
      throw new DomainError("conflict", "A call is going on. Delete the business when it is over.");
    await leaveOutside(system, business.id);
    const credentials = await detachCredentials(system, business.id);
    await trx.deleteFrom("businesses").where("id", "=", business.id).execute();
    // Of no business, as that of the subject takes its history with it.
    const { name, number } = row;
    await audit({ ...system, actor, business: null }, "business.delete", business.id, { name, number });
    return credentials;
  });
  forgetCredentials(detached, ctx.clock.now());
}
