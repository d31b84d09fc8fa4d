import { describe, expect, it } from "vitest";
import { createService, updateBusiness } from "@/lib/domain/businesses";
import { type Context, forBusiness } from "@/lib/domain/context";
import { anonymousContext } from "../../../support/context";
import { type Office, openOffice, rawOf } from "../office";

async function jobsOf({ person }: Office): Promise<Context> {
  const ctx = { ...(await anonymousContext()), actor: { kind: "system", reason: "test" } } as const;
  return forBusiness(ctx, (await rawOf(person)).businessId);
}

/** A business that offers a cleaning, for 95.50 dollars unless said otherwise. */
async function pricedOffice(currency = "USD", priceMinor = 9_550): Promise<Office> {
  const office = await openOffice("2026-03-29T14:00:00.000Z");
  const ctx = await jobsOf(office);
  await updateBusiness(ctx, { currency });
  await createService(ctx, { name: "Deep cleaning", durationMinutes: 30, priceMinor });
  return office;
}
const book = (office: Office, date: string, status = "upcoming") =>
  office.make("POST /bookings", { body: { customer: "Ana", service: "Deep cleaning", date, status } });
const stats = async (office: Office) => (await office.ask("GET /dashboard/stats")).body;

describe("GET /dashboard/stats", () => {
  it("200: nothing of a new business", async () => {
    const office = await openOffice();
    const answer = await office.ask("GET /dashboard/stats");
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ totalCalls: 0, monthlyBookings: 0, monthlyRevenue: "0.00" });
  });

  it("200: all calls, the month's bookings, what its completed ones brought in", async () => {
    const office = await pricedOffice();
    await office.make("POST /calls", { body: { status: "completed" } });
    await office.make("POST /calls", { body: { status: "missed" } });
    await book(office, "2026-03-30T10:00:00.000Z", "completed");
    await book(office, "2026-03-31T10:00:00.000Z", "completed");
    await book(office, "2026-03-31T11:00:00.000Z");
    await book(office, "2026-03-31T12:00:00.000Z", "canceled");
    await book(office, "2026-04-01T10:00:00.000Z", "completed");
    expect(await stats(office)).toEqual({ totalCalls: 2, monthlyBookings: 3, monthlyRevenue: "191.00" });
    office.clock.set("2026-04-01T12:00:00.000Z");
    expect(await stats(office)).toEqual({ totalCalls: 2, monthlyBookings: 1, monthlyRevenue: "95.50" });
  });

  it("200: yen have no smaller coin", async () => {
    const office = await pricedOffice("JPY", 4_800);
    await book(office, "2026-03-30T10:00:00.000Z", "completed");
    expect(await stats(office)).toMatchObject({ monthlyRevenue: "4800" });
  });

  it("200: the month is that of the business's own zone", async () => {
    const office = await openOffice("2026-03-31T21:00:00.000Z");
    await book(office, "2026-04-01T09:00:00.000Z");
    expect(await stats(office)).toMatchObject({ monthlyBookings: 0 });
    await updateBusiness(await jobsOf(office), { timeZone: "Asia/Tokyo" });
    expect(await stats(office)).toMatchObject({ monthlyBookings: 1 });
  });
});
