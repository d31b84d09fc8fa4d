import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  completeAppointment,
  holdSlot,
  rescheduleAppointment,
} from "@/lib/domain/appointments";
import { setHours } from "@/lib/domain/businesses";
import { createCalendar, findSlots, getCalendar, updateCalendar } from "@/lib/domain/calendars";
import { at, booking, type OpenBusiness, openBusiness, receptionist } from "./open-business";

const WEDNESDAY = "2026-03-04";
const fullTuesday = {
  code: "slot_taken",
  message: "Tuesday, March 3 is fully booked.",
  detail: {
    subject: "appointment",
    data: {
      alternatives: ["09:00", "09:15", "09:30"].map((time) => at(time, WEDNESDAY).toISOString()),
    },
  },
};

async function limited(dailyLimit: number, options: { timeZone?: string } = {}): Promise<OpenBusiness> {
  const business = await openBusiness(options);
  await updateCalendar(business.ctx, { id: business.calendarId, dailyLimit });
  return business;
}

const daysOffered = async ({ ctx }: OpenBusiness, calendarId?: string): Promise<string[]> => {
  const range = { from: at("00:00"), to: at("00:00", "2026-03-06") };
  const slots = await findSlots(ctx, { ...range, ...(calendarId ? { calendarId } : {}) });
  return [...new Set(slots.map(({ startsAt }) => startsAt.toISOString().slice(0, 10)))];
};

describe("a daily limit", () => {
  it("is kept with the calendar, and taken away again", async () => {
    const { ctx, calendarId } = await limited(2);
    expect(await getCalendar(ctx, calendarId)).toMatchObject({ dailyLimit: 2 });
    expect(await updateCalendar(ctx, { id: calendarId, name: "Ada" })).toMatchObject({ dailyLimit: 2 });
    expect(await updateCalendar(ctx, { id: calendarId, dailyLimit: null })).toMatchObject({
      dailyLimit: null,
    });
    for (const dailyLimit of [0, -1, 1.5, 1001]) {
      await expect(updateCalendar(ctx, { id: calendarId, dailyLimit })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
  });

  it("closes a day that has reached it, to bookings, holds and in what is offered", async () => {
    const business = await limited(2);
    const { ctx } = business;
    await bookAppointment(ctx, booking(at("09:00")));
    expect(await daysOffered(business)).toEqual(["2026-03-03", "2026-03-04", "2026-03-05"]);
    await bookAppointment(ctx, booking(at("12:00")));
    await expect(bookAppointment(ctx, booking(at("15:00")))).rejects.toMatchObject(fullTuesday);
    await expect(holdSlot(ctx, { startsAt: at("15:00") })).rejects.toMatchObject(fullTuesday);
    expect(await daysOffered(business)).toEqual(["2026-03-04", "2026-03-05"]);
  });

  it("says that the time is taken where it is, whatever the day has", async () => {
    const { ctx } = await limited(1);
    await bookAppointment(ctx, booking(at("09:00")));
    const again = bookAppointment(ctx, booking(at("09:00")));
    await expect(again).rejects.toMatchObject({ code: "slot_taken", message: "That time is taken." });
  });

  it("counts holds until they run out, and a caller's own hold gives way to their booking", async () => {
    const { ctx, clock } = await limited(1);
    const [one, other] = [await receptionist(ctx), await receptionist(ctx)];
    await holdSlot(one.ctx, { startsAt: at("09:00") });
    await expect(holdSlot(other.ctx, { startsAt: at("12:00") })).rejects.toMatchObject(fullTuesday);
    await holdSlot(one.ctx, { startsAt: at("14:00") });
    clock.set(new Date(clock.now().getTime() + 6 * 60_000));
    await holdSlot(other.ctx, { startsAt: at("12:00") });
    await expect(bookAppointment(one.ctx, booking(at("14:00")))).rejects.toMatchObject(fullTuesday);
    expect((await bookAppointment(other.ctx, booking(at("16:00")))).status).toBe("pending");
  });

  it("offers a caller whose hold fills the day the other times of that day", async () => {
    const { ctx } = await limited(2);
    const caller = await receptionist(ctx);
    await bookAppointment(ctx, { ...booking(at("09:00")), durationMinutes: 60, rules: "free" });
    await holdSlot(caller.ctx, { startsAt: at("12:00") });
    await expect(bookAppointment(caller.ctx, booking(at("09:30")))).rejects.toMatchObject({
      detail: { data: { alternatives: ["10:00", "10:15", "10:30"].map((time) => at(time).toISOString()) } },
    });
  });

  it("opens the day again for what was cancelled, not for what is done", async () => {
    const { ctx, clock } = await limited(2);
    const first = await bookAppointment(ctx, booking(at("09:00")));
    const second = await bookAppointment(ctx, booking(at("10:00")));
    clock.set(at("11:00"));
    await completeAppointment(ctx, first.id);
    await expect(bookAppointment(ctx, booking(at("15:00")))).rejects.toMatchObject(fullTuesday);
    await cancelAppointment(ctx, { id: second.id });
    expect((await bookAppointment(ctx, booking(at("15:00")))).startsAt).toEqual(at("15:00"));
  });

  it("is for customers: staff may book and move past it", async () => {
    const { ctx } = await limited(1);
    await bookAppointment(ctx, booking(at("09:00")));
    const extra = await bookAppointment(ctx, { ...booking(at("10:00")), rules: "free" });
    const moved = await rescheduleAppointment(ctx, { id: extra.id, startsAt: at("11:00"), rules: "free" });
    expect(moved.startsAt).toEqual(at("11:00"));
  });

  it("holds for a move to another day, not for one within its day", async () => {
    const business = await limited(1);
    const { ctx } = business;
    await bookAppointment(ctx, booking(at("09:00")));
    const late = await bookAppointment(ctx, booking(at("09:00", WEDNESDAY)));
    const move = (startsAt: Date) => rescheduleAppointment(ctx, { id: late.id, startsAt, rules: "hours" });
    await expect(move(at("12:00"))).rejects.toMatchObject({ message: "Tuesday, March 3 is fully booked." });
    expect((await move(at("12:00", WEDNESDAY))).startsAt).toEqual(at("12:00", WEDNESDAY));
    await bookAppointment(ctx, { ...booking(at("15:00", WEDNESDAY)), rules: "free" });
    expect((await move(at("13:00", WEDNESDAY))).startsAt).toEqual(at("13:00", WEDNESDAY));
  });

  it("is each calendar's own, one person's too, and a booking that names none goes to one with room", async () => {
    const business = await limited(1);
    const { ctx, calendarId } = business;
    const second = await createCalendar(ctx, {
      name: "Home visits",
      samePersonAsId: calendarId,
      dailyLimit: 2,
    });
    expect((await bookAppointment(ctx, booking(at("09:00")))).calendarId).toBe(calendarId);
    expect((await bookAppointment(ctx, booking(at("10:00")))).calendarId).toBe(second.id);
    expect(await daysOffered(business, calendarId)).not.toContain("2026-03-03");
    expect(await daysOffered(business)).toContain("2026-03-03");
    expect((await bookAppointment(ctx, booking(at("11:00")))).calendarId).toBe(second.id);
    await expect(bookAppointment(ctx, booking(at("12:00")))).rejects.toMatchObject(fullTuesday);
  });

  it("counts days of the business's zone, by the start", async () => {
    const { ctx } = await limited(1, { timeZone: "Pacific/Auckland" });
    const allDay = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({
      dayOfWeek,
      opensAt: "00:00",
      closesAt: "00:00",
    }));
    await setHours(
      ctx,
      allDay.map((hours) => ({ ...hours, isOpen: true })),
    );
    // Auckland is thirteen hours ahead: its Wednesday begins on Tuesday at 11:00 UTC.
    const late = { ...booking(new Date("2026-03-03T10:50:00Z")), durationMinutes: 30 };
    await bookAppointment(ctx, late);
    const next = await bookAppointment(ctx, booking(new Date("2026-03-03T11:30:00Z")));
    expect(next.startsAt.toISOString()).toBe("2026-03-03T11:30:00.000Z");
    const full = bookAppointment(ctx, booking(new Date("2026-03-04T10:30:00Z")));
    await expect(full).rejects.toMatchObject({ message: "Wednesday, March 4 is fully booked." });
  });

  it("counts both passes of an hour that comes twice as one day", async () => {
    const { ctx } = await limited(2);
    await setHours(ctx, [{ dayOfWeek: 0, opensAt: "00:00", closesAt: "00:00", isOpen: true }]);
    const on = (time: string) => booking(new Date(`2026-11-01T${time}Z`));
    await bookAppointment(ctx, on("05:30"));
    await bookAppointment(ctx, on("06:30"));
    await expect(bookAppointment(ctx, on("20:00"))).rejects.toMatchObject({
      message: "Sunday, November 1 is fully booked.",
    });
  });
});
