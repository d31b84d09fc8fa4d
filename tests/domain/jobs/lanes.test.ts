import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { enqueue, JOB_KINDS, type JobKind } from "@/lib/domain/events";
import { createIntegration, updateIntegration } from "@/lib/domain/integrations";
import { drainLane, JOB_LANES, type JobHandler, type JobHandlers, type JobLane } from "@/lib/domain/jobs";
import { makeTenant, type Tenant } from "../../support/context";
import { systemOf } from "../calls/call-story";

/** Does what is due in a lane. @returns the kinds of what the business had there. */
async function drained(lane: JobLane, tenant: Tenant): Promise<string[]> {
  const done: string[] = [];
  const handler =
    (kind: JobKind): JobHandler =>
    async (ctx) => {
      if (ctx.business?.id === tenant.businessId) done.push(kind);
    };
  const handlers = Object.fromEntries(JOB_KINDS.map((kind) => [kind, handler(kind)])) as JobHandlers;
  await drainLane(systemOf(tenant), handlers, lane);
  return done.toSorted();
}

/** How many jobs of the business were in each batch. */
const batchesOf = async ({ ctx }: Tenant): Promise<number[]> => {
  const rows = await inTenant(ctx, ({ trx, business }) =>
    trx
      .selectFrom("jobs")
      .select(["lease_id", ({ fn }) => fn.countAll<string>().as("count")])
      .where("business_id", "=", business.id)
      .groupBy("lease_id")
      .execute(),
  );
  return rows.map(({ count }) => Number(count)).toSorted();
};

const give = (tenant: Tenant, ...kinds: JobKind[]) =>
  inTenant(tenant.ctx, async (ctx) => {
    for (const kind of kinds) await enqueue(ctx, { kind, payload: { id: randomUUID() } });
  });

describe("lanes", () => {
  it("every kind of job is in one: nothing slow waits in that of calls, or with our own work", async () => {
    const tenant = await makeTenant();
    await give(tenant, ...JOB_KINDS);
    const done: Record<string, string[]> = {};
    for (const lane of JOB_LANES) done[lane] = await drained(lane, tenant);
    expect(done.urgent).toEqual(["call.command", "call.connect", "text.send"]);
    expect(done.others).toEqual(["call.recording", "integration.check", "text.media", "webhook.deliver"]);
    expect(Object.values(done).flat().toSorted()).toEqual(JOB_KINDS.toSorted());
  });

  it("no business has more than two of a batch for others", async () => {
    const [busy, calm] = [await makeTenant(), await makeTenant()];
    await give(busy, ...Array<JobKind>(5).fill("webhook.deliver"));
    await give(calm, "webhook.deliver");
    await drained("others", busy);
    expect([await batchesOf(busy), await batchesOf(calm)]).toEqual([[1, 2, 2], [1]]);
  });
});

it("an account that is changed again and again waits for one check", async () => {
  const tenant = await makeTenant();
  const config = { webhookUrl: "https://n8n.example.com/x", secret: "0123456789abcdef" };
  const { id } = await createIntegration(tenant.ctx, { type: "n8n", config });
  for (let i = 0; i < 3; i += 1) await updateIntegration(tenant.ctx, { id, config: {} });
  const later = new Date(tenant.clock.now().getTime() + 60_000);
  tenant.clock.set(later);
  expect(await drained("others", tenant)).toEqual(["integration.check"]);
});
