import { asService } from "@/lib/db/tenant";
import type { Plan } from "@/lib/domain/businesses";
import { drainJobs, type JobHandlers } from "@/lib/domain/jobs";
import { planUsage } from "@/lib/domain/limits";
import { jobHandlers } from "@/lib/wiring";
import { type Tenant, testDatabase } from "../../support/context";

export const FREE = { callMinutes: 60, aiMinutes: 30, messages: 200, numbers: 1, seats: 2, agents: 2 };

/** Sells plans to a business from here on, so that theirs limits it. */
export const sellPlans = (tenant: Tenant): void => {
  Object.assign(tenant.ctx.ports.payments, { isConfigured: true });
};

/** Lets so much have been used in a month of the business, as if calls and texts had been there. */
export async function haveUsed(
  { businessId }: Pick<Tenant, "businessId">,
  thing: "call_seconds" | "ai_seconds" | "messages",
  delta: number,
  month = "2026-03-01",
): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) =>
    trx.insertInto("usage_changes").values({ business_id: businessId, month, thing, delta }).execute(),
  );
}

export async function setPlan({ businessId }: Pick<Tenant, "businessId">, plan: Plan): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) =>
    trx.updateTable("businesses").set({ plan }).where("id", "=", businessId).execute(),
  );
}

/** How much of each thing is used, by the verb that owners see it through. */
export async function used(tenant: Tenant): Promise<Record<string, number>> {
  const { rows } = await planUsage(tenant.ctx);
  return Object.fromEntries(rows.map(({ thing, used }) => [thing, used]));
}

const nothing = async (): Promise<void> => {};
/** Everything but the mails about the plan is somebody else's business here. */
const handlers = {
  ...(Object.fromEntries(Object.keys(jobHandlers).map((kind) => [kind, nothing])) as unknown as JobHandlers),
  "notify.plan": jobHandlers["notify.plan"],
};

/** The mails about the plan that the owner has had, by subject. */
export async function told(tenant: Tenant): Promise<{ to: string; subject: string; text: string }[]> {
  const { kysely } = await testDatabase();
  const { ctx, businessId } = tenant;
  await drainJobs({ ...ctx, business: null, actor: { kind: "system", reason: "test" } }, handlers);
  const rows = await asService(kysely, (trx) =>
    trx
      .selectFrom("mails")
      .select(["to_address", "subject", "text_body"])
      .where("business_id", "=", businessId)
      .where("kind", "in", ["plan_usage", "plan_beyond", "paid_twice"])
      .execute(),
  );
  const mails = rows.map((row) => ({ to: row.to_address, subject: row.subject, text: row.text_body }));
  return mails.toSorted((one, other) => (one.subject < other.subject ? -1 : 1));
}
