import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { asTenant, becomeTenant } from "@/lib/db/tenant";
import { forBusiness, inRehearsal, inTenant } from "@/lib/domain/context";
import { enqueue, recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { makeTenant, testDatabase } from "../support/context";

describe("tenancy", () => {
  it("refuses a query outside a tenant transaction", async () => {
    const { kysely } = await testDatabase();
    await expect(kysely.selectFrom("leads").selectAll().execute()).rejects.toMatchObject({ code: "42501" });
  });

  it("shows a tenant its own rows and nobody else's", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    await inTenant(one.ctx, (ctx) =>
      recordEvent(ctx, { type: "lead.captured", subjectId: newId(new Date()), data: {} }),
    );
    const count = (t: typeof one) =>
      inTenant(t.ctx, async (ctx) => (await ctx.trx.selectFrom("events").selectAll().execute()).length);
    expect(await count(one)).toBe(1);
    expect(await count(two)).toBe(0);
  });

  it("refuses a write into another tenant", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const write = inTenant(one.ctx, (ctx) =>
      enqueue(
        { ...ctx, business: { id: two.businessId, role: "owner" } },
        { kind: "mail.send", payload: {} },
      ),
    );
    await expect(write).rejects.toMatchObject({ code: "42501" });
  });

  it("gives the login role back after an error, and sees nothing without claims", async () => {
    const { kysely } = await testDatabase();
    const claims = { userId: null, businessId: null };
    await expect(asTenant(kysely, claims, (trx) => sql`select 1/0`.execute(trx))).rejects.toThrow(
      "division by zero",
    );
    const rows = await asTenant(kysely, claims, (trx) => trx.selectFrom("businesses").select("id").execute());
    expect(rows).toEqual([]);
    await expect(kysely.selectFrom("leads").selectAll().execute()).rejects.toMatchObject({ code: "42501" });
  });

  it("wakes the worker and the live pages after the commit, not after a rollback", async () => {
    const { ctx, ports, businessId } = await makeTenant();
    const event = { type: "lead.captured" as const, subjectId: newId(new Date()), data: {} };
    await expect(
      inTenant(ctx, async (inner) => {
        await recordEvent(inner, event);
        throw new Error("undo");
      }),
    ).rejects.toThrow("undo");
    expect(ports.wakes).toBe(0);
    await inTenant(ctx, (inner) => recordEvent(inner, event));
    expect(ports.wakes).toBe(1);
    expect(ports.published).toEqual([{ businessId, topics: ["lead"] }]);
  });
});

describe("a rehearsal", () => {
  it("comes to its result and keeps nothing, without a word to worker or pages", async () => {
    const { ctx, ports, businessId } = await makeTenant();
    const event = { type: "lead.captured" as const, subjectId: newId(new Date()), data: {} };
    const seen = await inRehearsal(ctx, "test", async (system) => {
      await recordEvent(forBusiness(system, businessId), event);
      return (
        await system.trx.selectFrom("events").select("id").where("business_id", "=", businessId).execute()
      ).length;
    });
    expect(seen).toBe(1);
    const kept = await inTenant(ctx, ({ trx }) => trx.selectFrom("events").select("id").execute());
    expect([kept.length, ports.wakes, ports.published.length]).toEqual([0, 0, 0]);
  });

  it("throws what its work throws, and refuses to take another transaction with it", async () => {
    const { ctx } = await makeTenant();
    const fail = () => Promise.reject(new Error("no"));
    await expect(inRehearsal(ctx, "test", fail)).rejects.toThrow("no");
    await expect(inTenant(ctx, (inner) => inRehearsal(inner, "test", async () => 1))).rejects.toThrow(
      "would roll back the transaction",
    );
  });

  it("that becomes a tenant sees and writes that tenant's rows alone", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    await inRehearsal(one.ctx, "test", async ({ trx }) => {
      await becomeTenant(trx, { userId: null, businessId: one.businessId });
      const rows = await trx.selectFrom("businesses").select("id").execute();
      expect(rows).toEqual([{ id: one.businessId }]);
      const write = enqueue({ ...two.ctx, trx }, { kind: "mail.send", payload: {} });
      await expect(write).rejects.toMatchObject({ code: "42501" });
    });
  });
});
