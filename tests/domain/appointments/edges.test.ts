import { describe, expect, it } from "vitest";
import { bookAppointment, rescheduleAppointment } from "@/lib/domain/appointments";
import { addClosure, createService, setHours } from "@/lib/domain/businesses";
import { createCalendar, findSlots, updateCalendar } from "@/lib/domain/calendars";
import { at, booking, type OpenBusiness, openBusiness } from "./open-business";

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const [FRIDAY, SATURDAY, SUNDAY] = [5, 6, 0];

/** A business in this zone with these weekly hours and nothing else. */
async function openAt(
  timeZone: string,
  hours: [dayOfWeek: number, opensAt: string, closesAt: string][],
  slotStepMinutes = 30,
): Promise<OpenBusiness> {
  const business = await openBusiness({ timeZone });
  await setHours(
    business.ctx,
    hours.map(([dayOfWeek, opensAt, closesAt]) => ({ dayOfWeek, opensAt, closesAt, isOpen: true })),
  );
  await updateCalendar(business.ctx, { id: business.calendarId, slotStepMinutes });
  return business;
}

const allDay = EVERY_DAY.map((day): [number, string, string] => [day, "00:00", "00:00"]);

/** The starts offered between two instants, as the UTC time of day. */
async function offered(
  { ctx }: OpenBusiness,
  from: string,
  to: string,
  durationMinutes = 30,
): Promise<string[]> {
  const slots = await findSlots(ctx, { from: new Date(from), to: new Date(to), durationMinutes });
  return slots.map(({ startsAt }) => startsAt.toISOString().slice(11, 16));
}

const book = ({ ctx }: OpenBusiness, startsAt: string, durationMinutes = 30) =>
  bookAppointment(ctx, { ...booking(new Date(startsAt)), durationMinutes });

const refusedWith = (message: string) => ({
  code: "validation_failed",
  detail: { fields: { startsAt: [expect.stringContaining(message)] } },
});

describe("the night the clock jumps forward", () => {
  it("has no time between the jump's two sides, and an appointment may run across", async () => {
    const business = await openAt("America/New_York", [[SUNDAY, "01:00", "04:00"]]);
    // 02:00 is 03:00: 07:00 UTC.
    expect(await offered(business, "2026-03-08T05:00Z", "2026-03-08T12:00Z")).toEqual([
      "06:00",
      "06:30",
      "07:00",
      "07:30",
    ]);
    expect((await book(business, "2026-03-08T06:30Z", 60)).endsAt).toEqual(new Date("2026-03-08T07:30Z"));
    await expect(book(business, "2026-03-08T07:00Z")).rejects.toMatchObject({ code: "slot_taken" });
    expect((await book(business, "2026-03-08T07:30Z")).startsAt).toEqual(new Date("2026-03-08T07:30Z"));
    await expect(book(business, "2026-03-08T08:00Z")).rejects.toMatchObject(
      refusedWith("asked for 04:00–04:30"),
    );
  });

  it("is closed from the jump on where a closure begins in the gap", async () => {
    const business = await openAt("America/New_York", [[SUNDAY, "01:00", "05:00"]]);
    const closure = { startsAtLocal: "2026-03-08T02:30", endsAtLocal: "2026-03-08T03:30" };
    await addClosure(business.ctx, { name: "Repairs", ...closure });
    expect(await offered(business, "2026-03-08T05:00Z", "2026-03-08T12:00Z")).toEqual([
      "06:00",
      "06:30",
      "07:30",
      "08:00",
      "08:30",
    ]);
    await expect(book(business, "2026-03-08T07:00Z")).rejects.toMatchObject(refusedWith("(Repairs)"));
    expect((await book(business, "2026-03-08T07:30Z")).status).toBe("pending");
  });

  it("begins its day when the jump lands, where midnight is jumped over", async () => {
    const business = await openAt("Africa/Cairo", [[FRIDAY, "00:00", "03:00"]]);
    // Friday, April 24, 2026 begins at 01:00: 22:00 UTC on Thursday.
    expect(await offered(business, "2026-04-23T12:00Z", "2026-04-24T12:00Z")).toEqual([
      "22:00",
      "22:30",
      "23:00",
      "23:30",
    ]);
    await expect(book(business, "2026-04-23T21:59Z")).rejects.toMatchObject(
      refusedWith("Closed on Thursday"),
    );
    expect((await book(business, "2026-04-23T22:00Z", 120)).status).toBe("pending");
  });
});

describe("the night the clock goes back", () => {
  it("offers a time that comes twice once, is open through both, and takes either", async () => {
    const business = await openAt("America/New_York", [[SUNDAY, "01:00", "02:00"]]);
    // From 01:00 EDT to 02:00 EST: 05:00 to 07:00 UTC.
    expect(await offered(business, "2026-11-01T00:00Z", "2026-11-01T12:00Z")).toEqual(["05:00", "05:30"]);
    const first = await book(business, "2026-11-01T05:30Z");
    const second = await book(business, "2026-11-01T06:30Z");
    expect(second.startsAt.getTime() - first.startsAt.getTime()).toBe(3_600_000);
    await expect(book(business, "2026-11-01T07:00Z")).rejects.toMatchObject(
      refusedWith("Outside opening hours"),
    );
    const move = { id: first.id, startsAt: new Date("2026-11-01T06:15Z"), rules: "hours" as const };
    await expect(rescheduleAppointment(business.ctx, move)).rejects.toMatchObject({ code: "slot_taken" });
    const free = { ...move, startsAt: new Date("2026-11-01T06:00Z") };
    expect((await rescheduleAppointment(business.ctx, free)).startsAt).toEqual(free.startsAt);
  });

  it("goes back half an hour on Lord Howe Island", async () => {
    const business = await openAt("Australia/Lord_Howe", [[SUNDAY, "01:00", "03:00"]]);
    // At 15:00 UTC 02:00 becomes 01:30 again: two hours on the wall are two and a half.
    expect(await offered(business, "2026-04-04T12:00Z", "2026-04-05T00:00Z")).toEqual([
      "14:00",
      "14:30",
      "15:30",
      "16:00",
    ]);
    expect((await book(business, "2026-04-04T14:00Z", 150)).endsAt).toEqual(new Date("2026-04-04T16:30Z"));
    await expect(book(business, "2026-04-04T16:30Z")).rejects.toMatchObject(
      refusedWith("Outside opening hours"),
    );
  });
});

describe("a business that never closes", () => {
  it("offers every hour of the wall, on days of 23, 24 and 25 hours", async () => {
    const business = await openAt("America/New_York", allDay, 60);
    expect(await offered(business, "2026-03-08T05:00Z", "2026-03-09T04:00Z")).toHaveLength(23);
    expect(await offered(business, "2026-03-10T04:00Z", "2026-03-11T04:00Z")).toHaveLength(24);
    expect(await offered(business, "2026-11-01T04:00Z", "2026-11-02T05:00Z")).toHaveLength(24);
  });

  it("takes an appointment across midnight, and one of a whole day", async () => {
    const business = await openAt("America/New_York", allDay, 60);
    expect((await book(business, "2026-03-11T03:30Z", 60)).status).toBe("pending");
    expect((await book(business, "2026-03-12T04:00Z", 1440)).status).toBe("pending");
    expect(await offered(business, "2026-03-12T04:00Z", "2026-03-13T04:00Z")).toEqual([]);
  });
});

describe("hours that end at midnight", () => {
  it("take what ends on the stroke, not what runs into a closed day", async () => {
    const business = await openAt("America/New_York", [[FRIDAY, "18:00", "00:00"]]);
    await expect(book(business, "2026-03-07T04:45Z")).rejects.toMatchObject(
      refusedWith("on Friday, March 6 open 18:00–00:00, asked for 23:45–00:15"),
    );
    expect((await book(business, "2026-03-07T04:30Z")).endsAt).toEqual(new Date("2026-03-07T05:00Z"));
    await expect(book(business, "2026-03-07T05:00Z")).rejects.toMatchObject(
      refusedWith("Closed on Saturday, March 7"),
    );
  });

  it("join the next day's where they touch", async () => {
    const business = await openAt("America/New_York", [
      [FRIDAY, "18:00", "00:00"],
      [SATURDAY, "00:00", "02:00"],
    ]);
    expect(await offered(business, "2026-03-07T04:00Z", "2026-03-07T12:00Z", 120)).toEqual([
      "04:00",
      "04:30",
      "05:00",
    ]);
    expect((await book(business, "2026-03-07T04:30Z", 120)).status).toBe("pending");
  });
});

describe("notice and horizon", () => {
  it("of one day let customers book until tomorrow ends where the business is", async () => {
    const business = await openAt("Pacific/Auckland", allDay, 60);
    await updateCalendar(business.ctx, { id: business.calendarId, bookingHorizonDays: 1 });
    // It is 03:00 on March 3 in Auckland; March 4 ends there at 11:00 UTC.
    const starts = await offered(business, "2026-03-02T00:00Z", "2026-03-10T00:00Z");
    expect(starts).toHaveLength(21 + 24);
    expect([starts[0], starts.at(-1)]).toEqual(["14:00", "10:00"]);
    expect((await book(business, "2026-03-04T10:59Z")).status).toBe("pending");
    await expect(book(business, "2026-03-04T11:30Z")).rejects.toMatchObject(refusedWith("up to 1 day ahead"));
  });

  it("leave nothing where the notice is longer than the horizon, and say why", async () => {
    const business = await openAt("America/New_York", allDay, 60);
    const limits = { minimumNoticeMinutes: 3 * 1440, bookingHorizonDays: 1 };
    await updateCalendar(business.ctx, { id: business.calendarId, ...limits });
    expect(await offered(business, "2026-03-02T00:00Z", "2026-04-01T00:00Z")).toEqual([]);
    await expect(book(business, "2026-03-03T15:00Z")).rejects.toMatchObject(
      refusedWith("need 3 days of notice"),
    );
    await expect(book(business, "2026-03-06T15:00Z")).rejects.toMatchObject(refusedWith("up to 1 day ahead"));
  });
});

describe("a service and its calendar's step", () => {
  it("that is longer than the opening has no time for customers; staff may still book it", async () => {
    const business = await openBusiness();
    const { id: serviceId } = await createService(business.ctx, { name: "Surgery", durationMinutes: 481 });
    const range = { from: at("00:00"), to: at("00:00", "2026-03-20") };
    expect(await findSlots(business.ctx, { ...range, serviceId })).toEqual([]);
    const wish = { ...booking(at("09:00")), serviceId };
    await expect(bookAppointment(business.ctx, wish)).rejects.toMatchObject(
      refusedWith("Outside opening hours"),
    );
    expect((await bookAppointment(business.ctx, { ...wish, rules: "free" })).endsAt).toEqual(at("17:01"));
  });

  it("larger than the service keeps its grid, whatever is booked between", async () => {
    const business = await openBusiness();
    const { ctx, calendarId } = business;
    await updateCalendar(ctx, { id: calendarId, slotStepMinutes: 150 });
    const range = ["2026-03-03T05:00Z", "2026-03-04T05:00Z"] as const;
    expect(await offered(business, ...range)).toEqual(["14:00", "16:30", "19:00", "21:30"]);
    await bookAppointment(ctx, { ...booking(at("11:00")), durationMinutes: 60, rules: "free" });
    expect(await offered(business, ...range)).toEqual(["14:00", "19:00", "21:30"]);
  });

  it("decide which calendar a booking without one goes to: where its start is offered, else where it is free", async () => {
    const { ctx, calendarId } = await openBusiness();
    await updateCalendar(ctx, { id: calendarId, slotStepMinutes: 240 });
    const second = await createCalendar(ctx, { name: "Dr. Bo" });
    expect((await bookAppointment(ctx, booking(at("09:15")))).calendarId).toBe(second.id);
    expect((await bookAppointment(ctx, booking(at("09:15")))).calendarId).toBe(calendarId);
    expect((await bookAppointment(ctx, booking(at("13:00")))).calendarId).toBe(calendarId);
  });
});
