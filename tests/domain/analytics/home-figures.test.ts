import { describe, expect, it } from "vitest";
import { homeFigures } from "@/lib/domain/analytics";
import { makeTenant } from "../../support/context";
import { writeAppointment, writeCall, writeLead } from "./rows";

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
    await writeCall(tenant, { startedAt: "2026-03-04T05:00:00Z", seconds: 61 });
    await writeCall(tenant, { startedAt: "2026-03-10T15:59:00Z", status: "ringing" });
    await writeCall(tenant, { startedAt: "2026-03-04T04:59:59Z", seconds: 600 });
    await writeCall(tenant, { startedAt: "2026-02-25T05:00:00Z", seconds: 1 });
    await writeCall(tenant, { startedAt: "2026-02-25T04:59:59Z", seconds: 900 });
    const kept = await writeLead(tenant, { createdAt: "2026-03-09T12:00:00Z" });
    await writeLead(tenant, { createdAt: "2026-03-09T12:00:00Z", mergedInto: kept });
    await writeLead(tenant, { createdAt: "2026-02-26T12:00:00Z" });
    const booked = { createdAt: "2026-03-09T12:00:00Z", startsAt: "2026-05-01T10:00:00Z" };
    await writeAppointment(tenant, { ...booked, status: "confirmed" });
    await writeAppointment(tenant, { ...booked, status: "held" });
    expect(await homeFigures(tenant.ctx)).toEqual({
      calls: { value: 2, previous: 2 },
      appointments: { value: 1, previous: 0 },
      leads: { value: 1, previous: 1 },
      minutesAnswered: { value: 2, previous: 11 },
    });
  });

  it("see one business only", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await writeLead(tenant, { createdAt: "2026-03-02T12:00:00Z" });
    expect((await homeFigures(other.ctx)).leads).toEqual({ value: 0, previous: 0 });
  });
});
