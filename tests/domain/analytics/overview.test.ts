import { describe, expect, it } from "vitest";
import { overview } from "@/lib/domain/analytics";
import { bookAppointment, completeAppointment } from "@/lib/domain/appointments";
import { createService, updateService } from "@/lib/domain/businesses";
import { makeTenant } from "../../support/context";
import { at, booking, openBusiness } from "../appointments/open-business";
import { writeAppointment, writeCall, writeLead } from "./rows";

const NOTHING = {
  leads: {
    total: 0,
    byStatus: { new: 0, contacted: 0, qualified: 0, unqualified: 0, converted: 0, lost: 0 },
    newToday: 0,
  },
  appointments: {
    total: 0,
    byStatus: { held: 0, pending: 0, confirmed: 0, completed: 0, cancelled: 0, no_show: 0 },
    today: 0,
  },
  calls: {
    total: 0,
    byStatus: { ringing: 0, in_progress: 0, completed: 0, transferred: 0, missed: 0, failed: 0 },
    today: 0,
    averageSeconds: null,
    successRate: null,
  },
  revenue: { currency: "usd", totalMinor: 0, thisMonthMinor: 0, growthRate: null },
};

describe("the overview", () => {
  it("is nothing in a new business, also beside one with everything", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const startedAt = "2026-03-02T13:00:00Z";
    await writeCall(other, { startedAt, seconds: 60 });
    await writeLead(other, { createdAt: startedAt });
    await writeAppointment(other, { startsAt: startedAt, status: "completed", priceMinor: 100 });
    expect(await overview(tenant.ctx, {})).toEqual(NOTHING);
  });

  it("counts what the range holds, and today and this month whatever it holds", async () => {
    const tenant = await makeTenant({ timeZone: "Asia/Kolkata" });
    tenant.clock.set("2026-03-15T12:00:00Z");
    // Midnight in Kolkata is 18:30 in UTC.
    const [yesterday, today] = ["2026-03-14T18:29:59Z", "2026-03-14T18:30:00Z"];
    const kept = await writeLead(tenant, { createdAt: today, status: "qualified" });
    await writeLead(tenant, { createdAt: today, mergedInto: kept });
    await writeLead(tenant, { createdAt: yesterday, status: "converted" });
    await writeLead(tenant, { createdAt: "2025-01-01T00:00:00Z", status: "lost" });
    await writeCall(tenant, { startedAt: today, seconds: 100 });
    await writeCall(tenant, { startedAt: today, status: "ringing" });
    await writeCall(tenant, { startedAt: yesterday, status: "transferred", seconds: 21 });
    await writeCall(tenant, { startedAt: yesterday, status: "missed" });
    await writeCall(tenant, { startedAt: "2025-01-01T00:00:00Z", status: "failed" });
    for (const status of ["held", "pending", "confirmed", "completed", "cancelled", "no_show"] as const)
      await writeAppointment(tenant, { startsAt: "2026-03-15T18:29:00Z", status });
    await writeAppointment(tenant, { startsAt: "2026-03-15T18:30:00Z", status: "confirmed" });

    const all = await overview(tenant.ctx, {});
    expect(all.leads).toEqual({
      total: 3,
      byStatus: { ...NOTHING.leads.byStatus, qualified: 1, converted: 1, lost: 1 },
      newToday: 1,
    });
    expect(all.calls).toEqual({
      total: 5,
      byStatus: { ...NOTHING.calls.byStatus, completed: 1, ringing: 1, transferred: 1, missed: 1, failed: 1 },
      today: 2,
      averageSeconds: 60.5,
      successRate: 0.5,
    });
    expect(all.appointments).toEqual({
      total: 6,
      byStatus: { held: 0, pending: 1, confirmed: 2, completed: 1, cancelled: 1, no_show: 1 },
      today: 3,
    });

    const before = await overview(tenant.ctx, { to: new Date(yesterday) });
    expect(before.leads).toMatchObject({ total: 1, byStatus: { lost: 1, converted: 0 }, newToday: 1 });
    expect(before.calls).toMatchObject({ total: 1, today: 2, averageSeconds: null, successRate: 0 });
    expect(before.appointments).toMatchObject({ total: 0, today: 3 });
    const since = await overview(tenant.ctx, { from: new Date(yesterday), to: new Date(today) });
    expect(since.leads).toMatchObject({ total: 1, byStatus: { converted: 1 } });
    expect(since.calls).toMatchObject({ total: 2, averageSeconds: 21, successRate: 0.5 });
  });

  it("counts the day that the clock makes an hour shorter", async () => {
    const tenant = await makeTenant();
    tenant.clock.set("2026-03-08T20:00:00Z");
    for (const createdAt of [
      "2026-03-08T04:59:59Z",
      "2026-03-08T05:00:00Z",
      "2026-03-09T03:59:59Z",
      "2026-03-09T04:00:00Z",
    ])
      await writeLead(tenant, { createdAt });
    expect((await overview(tenant.ctx, {})).leads.newToday).toBe(2);
  });
});

describe("revenue", () => {
  it("is what completed appointments cost, this month against last month so far", async () => {
    const tenant = await makeTenant();
    tenant.clock.set("2026-03-15T16:00:00Z");
    const completed = (startsAt: string, priceMinor?: number, currency?: string) =>
      writeAppointment(tenant, {
        startsAt,
        status: "completed",
        ...(priceMinor === undefined ? {} : { priceMinor }),
        ...(currency === undefined ? {} : { currency }),
      });
    await completed("2026-03-01T05:00:00Z", 9_550);
    await completed("2026-03-15T13:00:00Z", 2_000);
    await completed("2026-03-02T13:00:00Z");
    await completed("2026-03-02T15:00:00Z", 70_000, "eur");
    await completed("2026-02-10T13:00:00Z", 10_000);
    await completed("2026-02-15T18:00:00Z", 5_000);
    await completed("2026-03-01T04:59:00Z", 300);
    for (const status of ["confirmed", "cancelled", "no_show"] as const)
      await writeAppointment(tenant, { startsAt: "2026-03-03T13:00:00Z", status, priceMinor: 99_900 });
    const { revenue } = await overview(tenant.ctx, {});
    expect(revenue).toEqual({
      currency: "usd",
      totalMinor: 26_850,
      thisMonthMinor: 11_550,
      growthRate: 0.155,
    });
    const february = { from: new Date("2026-02-01"), to: new Date("2026-02-15") };
    expect((await overview(tenant.ctx, february)).revenue).toEqual({ ...revenue, totalMinor: 10_000 });
  });

  it("keeps the price that an appointment was booked at", async () => {
    const { ctx, serviceId, clock } = await openBusiness();
    await updateService(ctx, { id: serviceId, priceMinor: 9_500 });
    const { id } = await bookAppointment(ctx, { ...booking(at("09:00")), serviceId });
    await updateService(ctx, { id: serviceId, priceMinor: 12_000 });
    const free = await createService(ctx, { name: "Question", durationMinutes: 30 });
    const unpriced = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId: free.id });
    await updateService(ctx, { id: free.id, priceMinor: 1 });
    expect((await overview(ctx, {})).revenue.totalMinor).toBe(0);
    clock.set("2026-03-04T15:00:00Z");
    await completeAppointment(ctx, id);
    await completeAppointment(ctx, unpriced.id);
    expect((await overview(ctx, {})).revenue).toMatchObject({ totalMinor: 9_500, thisMonthMinor: 9_500 });
  });
});

describe("who may see it", () => {
  it("is everybody of the business, and a key that may", async () => {
    const tenant = await makeTenant();
    for (const role of ["owner", "admin", "manager", "member", "guest"] as const)
      expect(await overview(await tenant.as(role), {})).toEqual(NOTHING);
    const key = (permissions: ["analytics:read"] | ["lead:read"]) => ({
      ...tenant.ctx,
      actor: { kind: "api_key" as const, keyId: "k", permissions },
    });
    expect(await overview(key(["analytics:read"]), {})).toEqual(NOTHING);
    await expect(overview(key(["lead:read"]), {})).rejects.toMatchObject({ code: "forbidden" });
  });
});
