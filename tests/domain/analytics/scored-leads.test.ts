import { describe, expect, it } from "vitest";
import { scoredLeads } from "@/lib/domain/analytics";
import type { ScoreReason } from "@/lib/domain/leads";
import { makeTenant } from "../../support/context";
import { writeLead } from "./rows";

const reason = (signal: string, points: number): ScoreReason => ({ signal, points, detail: "Said so." });
const createdAt = "2026-03-02T12:00:00Z";

describe("scored leads", () => {
  it("are nothing in a new business, also beside one with leads", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await writeLead(other, { createdAt, score: 90, reasons: [reason("phone", 20)] });
    expect(await scoredLeads(tenant.ctx, {})).toMatchObject({
      all: { leads: 0, converted: 0, scoreSum: 0 },
      medianScore: null,
      signals: [],
      signalLeads: 0,
      top: [],
    });
  });

  it("are grouped, with the signals that moved most points first", async () => {
    const tenant = await makeTenant();
    const kept = await writeLead(tenant, {
      createdAt,
      score: 80,
      status: "converted",
      source: "call",
      reasons: [reason("phone", 20), reason("buying_words", 15)],
    });
    await writeLead(tenant, { createdAt, score: 50, reasons: [reason("phone", 10)] });
    await writeLead(tenant, {
      createdAt,
      score: 0,
      status: "lost",
      reasons: [reason("declining_words", -40)],
    });
    await writeLead(tenant, { createdAt, score: 99, mergedInto: kept, reasons: [reason("name", 99)] });
    const scored = await scoredLeads(tenant.ctx, {});
    expect(scored.all).toEqual({ leads: 3, converted: 1, scoreSum: 130 });
    expect(scored.medianScore).toBe(50);
    expect(scored.bands.map(({ leads, converted }) => [leads, converted])).toEqual([
      [1, 1],
      [1, 0],
      [1, 0],
    ]);
    expect(scored.bySource.call).toEqual({ leads: 1, converted: 1, scoreSum: 80 });
    expect(scored.byStatus.lost).toEqual({ leads: 1, converted: 0, scoreSum: 0 });
    expect(scored.signals).toEqual([
      { signal: "declining_words", leads: 1, converted: 0, averagePoints: -40 },
      { signal: "phone", leads: 2, converted: 1, averagePoints: 15 },
      { signal: "buying_words", leads: 1, converted: 1, averagePoints: 15 },
    ]);
    expect(scored.signalLeads).toBe(3);
  });

  it("show the best ten that are open, of the range", async () => {
    const tenant = await makeTenant();
    for (let score = 0; score < 12; score += 1) await writeLead(tenant, { createdAt, score });
    for (const status of ["contacted", "qualified", "unqualified", "converted", "lost"] as const)
      await writeLead(tenant, { createdAt, score: 50, status });
    await writeLead(tenant, { createdAt: "2026-03-01T11:59:59Z", score: 100 });
    const { top, all } = await scoredLeads(tenant.ctx, { from: new Date("2026-03-01T12:00:00Z") });
    expect(all.leads).toBe(17);
    expect(top.map(({ score }) => score)).toEqual([50, 50, 11, 10, 9, 8, 7, 6, 5, 4]);
    expect(
      top
        .slice(0, 2)
        .map(({ status }) => status)
        .sort(),
    ).toEqual(["contacted", "qualified"]);
    const none = await scoredLeads(tenant.ctx, { from: new Date("2026-03-02T12:00:00.001Z") });
    expect([none.all.leads, none.top, none.signals]).toEqual([0, [], []]);
  });

  it("are for those who may read figures and leads", async () => {
    const tenant = await makeTenant();
    const asKey = (...permissions: ("analytics:read" | "lead:read")[]) =>
      scoredLeads({ ...tenant.ctx, actor: { kind: "api_key", keyId: "k", permissions } }, {});
    await expect(asKey("analytics:read")).rejects.toMatchObject({ code: "forbidden" });
    await expect(asKey("lead:read")).rejects.toMatchObject({ code: "forbidden" });
    expect((await asKey("analytics:read", "lead:read")).all.leads).toBe(0);
    expect((await scoredLeads(await tenant.as("guest"), {})).all.leads).toBe(0);
  });
});
