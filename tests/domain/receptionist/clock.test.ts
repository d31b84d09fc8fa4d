import { describe, expect, it } from "vitest";
import { createBrain, receptionistFacts } from "@/lib/domain/receptionist";
import { FakeOffice, officeFacts } from "./fake-office";
import { openOffice } from "./tool-office";

/** Either side of midnight in three zones; the process is in none of them. */
const MIDNIGHTS = [
  ["Pacific/Auckland", "2026-03-03T10:59:00Z", "Tuesday, March 3", "11:59 PM", "2026-03-04"],
  ["Pacific/Auckland", "2026-03-03T11:00:00Z", "Wednesday, March 4", "12 AM", "2026-03-05"],
  ["Asia/Kolkata", "2026-03-03T18:29:00Z", "Tuesday, March 3", "11:59 PM", "2026-03-04"],
  ["Asia/Kolkata", "2026-03-03T18:30:00Z", "Wednesday, March 4", "12 AM", "2026-03-05"],
  ["America/New_York", "2026-03-04T04:59:00Z", "Tuesday, March 3", "11:59 PM", "2026-03-04"],
  ["America/New_York", "2026-03-04T05:00:00Z", "Wednesday, March 4", "12 AM", "2026-03-05"],
  // The night in which the clocks go forward.
  ["America/New_York", "2026-03-08T06:59:00Z", "Sunday, March 8", "1:59 AM", "2026-03-09"],
  ["America/New_York", "2026-03-08T07:00:00Z", "Sunday, March 8", "3 AM", "2026-03-09"],
] as const;

describe("the clock of the business", () => {
  it.each(MIDNIGHTS)("in %s at %s it is %s, %s", async (zone, now, day, time, tomorrow) => {
    const office = new FakeOffice();
    const brain = createBrain({
      facts: officeFacts({ time_zone: zone, now_utc: now }),
      callTool: office.callTool,
      now: () => new Date(now),
    });
    expect((await brain.hear("what day is it today?")).text).toContain(`It's ${day}, ${time}`);
    await brain.hear("I'd like to book a cleaning tomorrow");
    const looked = office.calls.find(({ tool }) => tool === "check_availability");
    expect(looked?.args.date).toBe(tomorrow);
  });

  it.each(MIDNIGHTS)("is told to the voice vendor: %s at %s", async (timeZone, now, day) => {
    const office = await openOffice({ timeZone });
    office.clock.set(now);
    const facts = await receptionistFacts(office.ctx, { callerNumber: null });
    expect(facts.now_local).toMatch(new RegExp(`^${day} at `));
    expect(facts.weekday).toBe(day.split(",")[0]);
    expect(facts.time_zone).toBe(timeZone);
  });
});
