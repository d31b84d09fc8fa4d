import { describe, expect, it } from "vitest";
import { asSystem, type Context, createContext, inTenant } from "@/lib/domain/context";
import { enqueue, JOB_KINDS, type JobKind } from "@/lib/domain/events";
import { drainJobs, type JobHandler, type JobHandlers } from "@/lib/domain/jobs";
import { VendorError } from "@/lib/domain/ports";
import { makeTenant, type Tenant } from "../../support/context";

const systemOf = ({ ctx }: Tenant): Context =>
  createContext({ ...ctx, actor: { kind: "system", reason: "test" }, business: null });

/** Handlers that leave other tests' jobs alone: only those of this tenant reach `handler`. */
const handlersOf = (tenant: Tenant, handler: JobHandler): JobHandlers => {
  const only: JobHandler = async (ctx, payload, attempt) => {
    if (ctx.business?.id === tenant.businessId) await handler(ctx, payload, attempt);
  };
  return Object.fromEntries(JOB_KINDS.map((kind) => [kind, only])) as Record<JobKind, JobHandler>;
};

const jobsOf = (tenant: Tenant) =>
  inTenant(tenant.ctx, ({ trx }) => trx.selectFrom("jobs").selectAll().orderBy("id").execute());

describe("jobs", () => {
  it("does each due job once and keeps a second one with the same key out", async () => {
    const tenant = await makeTenant();
    const seen: unknown[] = [];
    await inTenant(tenant.ctx, async (ctx) => {
      await enqueue(ctx, { kind: "mail.send", payload: { n: 1 }, dedupeKey: `${tenant.businessId}:1` });
      await enqueue(ctx, { kind: "mail.send", payload: { n: 2 }, dedupeKey: `${tenant.businessId}:1` });
    });
    const handlers = handlersOf(tenant, async (_ctx, payload) => void seen.push(payload));
    await drainJobs(systemOf(tenant), handlers);
    await drainJobs(systemOf(tenant), handlers);
    expect(seen).toEqual([{ n: 1 }]);
  });

  it("tries a failed job again later and keeps it as dead in the end", async () => {
    const tenant = await makeTenant();
    await inTenant(tenant.ctx, (ctx) => enqueue(ctx, { kind: "mail.send", payload: {} }));
    let tries = 0;
    let last = 0;
    const handlers = handlersOf(tenant, async (_ctx, _payload, { isLast }) => {
      tries += 1;
      if (isLast) last = tries;
      throw new Error("down");
    });
    await drainJobs(systemOf(tenant), handlers);
    await drainJobs(systemOf(tenant), handlers);
    expect(tries).toBe(1);
    for (let hour = 1; hour <= 48; hour += 1) {
      tenant.clock.set(new Date(Date.parse("2026-03-02T14:00:00Z") + hour * 3_600_000));
      await drainJobs(systemOf(tenant), handlers);
    }
    expect({ tries, last }).toEqual({ tries: 8, last: 8 });
    const [job] = await jobsOf(tenant);
    expect(job?.dead_at).not.toBeNull();
    expect(job?.last_error).toBe("Error: down");
  });

  it("does not repeat what a vendor refused for good", async () => {
    const tenant = await makeTenant();
    await inTenant(tenant.ctx, (ctx) => enqueue(ctx, { kind: "call.connect", payload: {} }));
    const handlers = handlersOf(tenant, async () => {
      throw new VendorError("retell", "no such agent", { isRetryable: false });
    });
    await drainJobs(systemOf(tenant), handlers);
    expect((await jobsOf(tenant))[0]?.dead_at).not.toBeNull();
  });

  it("takes up what a worker that died had claimed, after its lease", async () => {
    const tenant = await makeTenant();
    await inTenant(tenant.ctx, (ctx) => enqueue(ctx, { kind: "mail.send", payload: {} }));
    await asSystem(systemOf(tenant), "test", ({ trx }) =>
      trx
        .updateTable("jobs")
        .set({ leased_until: new Date(tenant.clock.now().getTime() + 60_000), attempts: 1 })
        .where("business_id", "=", tenant.businessId)
        .execute(),
    );
    let tries = 0;
    const handlers = handlersOf(tenant, async () => {
      tries += 1;
    });
    await drainJobs(systemOf(tenant), handlers);
    expect(tries).toBe(0);
    tenant.clock.set(new Date(tenant.clock.now().getTime() + 61_000));
    await drainJobs(systemOf(tenant), handlers);
    expect(tries).toBe(1);
  });
});
