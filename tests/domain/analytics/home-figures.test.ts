import { describe, expect, it } from "vitest";
import { homeFigures } from "@/lib/domain/analytics";
import { periodStarts } from "@/lib/domain/analytics/home-figures";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { makeTenant, type Tenant } from "../../support/context";

/** A call that was spoken for so many seconds. */
const writeCall = (tenant: Tenant, startedAt: string, seconds: number | null) =>
  inTenant(tenant.ctx, async ({ trx }) => {
    const [id, conversationId] = [newId(new Date()), newId(new Date())];
    const stamp = { created_at: startedAt, updated_at: startedAt };
    await trx
      .insertInto("conversations")
      .values({ id: conversationId, business_id: tenant.businessId, channel: "voice", ...stamp })
      .execute();
    await trx
      .insertInto("calls")
      .values({
        id,
        business_id: tenant.businessId,
        conversation_id: conversationId,
        provider: "telnyx",
        started_at: startedAt,
        duration_seconds: seconds,
        ...stamp,
      })
      .execute();
  });

const writeLead = (tenant: Tenant, createdAt: string) =>
  inTenant(tenant.ctx, ({ trx }) =>
    trx
      .insertInto("leads")
      .values({
        id: newId(new Date()),
        business_id: tenant.businessId,
        created_at: createdAt,
        updated_at: createdAt,
      })
      .execute(),
  );

const writeAppointment = (tenant: Tenant, createdAt: string, status: "held" | "confirmed", day: number) =>
  inTenant(tenant.ctx, async ({ trx }) => {
    const calendarId = newId(new Date());
    const stamp = { created_at: createdAt, updated_at: createdAt };
    await trx
      .insertInto("calendars")
      .values({ id: calendarId, business_id: tenant.businessId, name: "Room", ...stamp })
      .execute();
    const [start, end] = [`2026-05-0${day}T10:00:00Z`, `2026-05-0${day}T11:00:00Z`];
    await trx
      .insertInto("appointments")
      .values({
        id: newId(new Date()),
        business_id: tenant.businessId,
        calendar_id: calendarId,
        resource_id: calendarId,
        status,
        held_until: status === "held" ? end : null,
        starts_at: start,
        ends_at: end,
        during: `[${start},${end})`,
        ...stamp,
      })
      .execute();
  });

describe("the figures of the home page", () => {
  it("are zero in a new business", async () => {
    const { ctx } = await makeTenant();
    const none = { value: 0, previous: 0 };
    expect(await homeFigures(ctx)).toEqual({
      calls: none,
      appointments: none,
      leads: none,
      minutesAnswered: none,
    });
  });

  it("count the last seven local days against the seven before, through the change to summer time", async () => {
    const tenant = await makeTenant();
    // Tuesday; New York went to summer time on Sunday, March 8: days before it begin at 05:00 UTC.
    tenant.clock.set("2026-03-10T16:00:00Z");
    await writeCall(tenant, "2026-03-04T05:00:00Z", 61);
    await writeCall(tenant, "2026-03-10T15:59:00Z", null);
    await writeCall(tenant, "2026-03-04T04:59:59Z", 600);
    await writeCall(tenant, "2026-02-25T05:00:00Z", 1);
    await writeCall(tenant, "2026-02-25T04:59:59Z", 900);
    await writeLead(tenant, "2026-03-09T12:00:00Z");
    await writeLead(tenant, "2026-02-26T12:00:00Z");
    await writeAppointment(tenant, "2026-03-09T12:00:00Z", "confirmed", 1);
    await writeAppointment(tenant, "2026-03-09T12:00:00Z", "held", 2);
    expect(await homeFigures(tenant.ctx)).toEqual({
      calls: { value: 2, previous: 2 },
      appointments: { value: 1, previous: 0 },
      leads: { value: 1, previous: 1 },
      minutesAnswered: { value: 2, previous: 11 },
    });
  });

  it("see one business only", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await writeLead(tenant, "2026-03-02T12:00:00Z");
    expect((await homeFigures(other.ctx)).leads).toEqual({ value: 0, previous: 0 });
  });
});

describe("the periods", () => {
  it("begin at local midnight, also where the clock changes or skips midnight", () => {
    const starts = (now: string, zone: string) => {
      const { current, previous } = periodStarts(new Date(now), zone);
      return [current.toISOString(), previous.toISOString()];
    };
    expect(starts("2026-03-10T16:00:00Z", "America/New_York")).toEqual([
      "2026-03-04T05:00:00.000Z",
      "2026-02-25T05:00:00.000Z",
    ]);
    expect(starts("2026-11-03T12:00:00Z", "America/New_York")).toEqual([
      "2026-10-28T04:00:00.000Z",
      "2026-10-21T04:00:00.000Z",
    ]);
    expect(starts("2026-03-02T20:00:00Z", "Asia/Kolkata")).toEqual([
      "2026-02-24T18:30:00.000Z",
      "2026-02-17T18:30:00.000Z",
    ]);
    // Beirut goes to summer time at midnight of March 29, 2026: that day begins at 01:00.
    expect(starts("2026-04-04T12:00:00Z", "Asia/Beirut")[0]).toBe("2026-03-28T22:00:00.000Z");
  });
});
