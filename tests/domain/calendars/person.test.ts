import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  cancelAppointment,
  holdSlot,
  rescheduleAppointment,
} from "@/lib/domain/appointments";
import { createService } from "@/lib/domain/businesses";
import {
  createCalendar,
  findSlots,
  getCalendar,
  removeCalendar,
  updateCalendar,
} from "@/lib/domain/calendars";
import { at, booking, type OpenBusiness, openBusiness, receptionist } from "../appointments/open-business";

const tuesday = { from: at("00:00"), to: at("00:00", "2026-03-04") };
const taken = { code: "slot_taken" };

/** A business whose calendar "Dr. Ada" has a second one, "Home visits", not yet linked. */
async function twoCalendars(): Promise<OpenBusiness & { secondId: string }> {
  const business = await openBusiness();
  const second = await createCalendar(business.ctx, { name: "Home visits" });
  return { ...business, secondId: second.id };
}

async function onePerson(): Promise<OpenBusiness & { secondId: string }> {
  const business = await twoCalendars();
  await updateCalendar(business.ctx, { id: business.secondId, samePersonAsId: business.calendarId });
  return business;
}

const startsIn = async ({ ctx }: OpenBusiness, calendarId: string): Promise<string[]> =>
  (await findSlots(ctx, { ...tuesday, calendarId })).map(({ startsAt }) => startsAt.toISOString());

describe("two calendars of one person", () => {
  it("share who they are, and are told apart from everybody else's", async () => {
    const { ctx, calendarId, secondId } = await onePerson();
    const [one, other] = [await getCalendar(ctx, calendarId), await getCalendar(ctx, secondId)];
    expect(one.personId).toEqual(expect.any(String));
    expect(other.personId).toBe(one.personId);
    const third = await createCalendar(ctx, { name: "Phone", samePersonAsId: secondId });
    expect(third.personId).toBe(one.personId);
    expect((await createCalendar(ctx, { name: "Dr. Bo" })).personId).toBeNull();
    expect(await updateCalendar(ctx, { id: secondId, samePersonAsId: calendarId })).toMatchObject({
      personId: one.personId,
    });
  });

  it("block each other: for a booking, a hold, a move and in what is offered", async () => {
    const business = await onePerson();
    const { ctx, calendarId, secondId } = business;
    const first = await bookAppointment(ctx, { ...booking(at("10:00")), calendarId });
    const second = { calendarId: secondId };
    await expect(bookAppointment(ctx, { ...booking(at("10:15")), ...second })).rejects.toMatchObject(taken);
    await expect(holdSlot(ctx, { startsAt: at("09:45"), ...second })).rejects.toMatchObject(taken);
    const later = await bookAppointment(ctx, { ...booking(at("11:00")), ...second });
    const onto = { id: later.id, startsAt: at("10:15"), rules: "free" as const };
    await expect(rescheduleAppointment(ctx, onto)).rejects.toMatchObject(taken);
    const open = await startsIn(business, secondId);
    expect(open).toEqual(await startsIn(business, calendarId));
    expect(open).toHaveLength(31 - 6);
    await cancelAppointment(ctx, { id: first.id });
    expect((await rescheduleAppointment(ctx, onto)).startsAt).toEqual(at("10:15"));
  });

  it("keep the buffers of the other's appointments free", async () => {
    const business = await onePerson();
    const { ctx, calendarId, secondId } = business;
    const { id: serviceId } = await createService(ctx, {
      name: "Surgery",
      durationMinutes: 60,
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 30,
    });
    await bookAppointment(ctx, { ...booking(at("12:00")), serviceId, calendarId });
    const open = await startsIn(business, secondId);
    expect(open.filter((start) => start >= at("11:15").toISOString()).slice(0, 2)).toEqual([
      at("11:15").toISOString(),
      at("13:30").toISOString(),
    ]);
  });

  it("are no two chances for a booking that names none", async () => {
    const { ctx } = await onePerson();
    await bookAppointment(ctx, booking(at("10:00")));
    await expect(bookAppointment(ctx, booking(at("10:00")))).rejects.toMatchObject(taken);
  });

  it("see a caller's own hold in the other one as free for that caller only", async () => {
    const { ctx, calendarId, secondId } = await onePerson();
    const caller = await receptionist(ctx);
    await holdSlot(caller.ctx, { startsAt: at("10:00"), calendarId });
    const wish = { ...booking(at("10:00")), calendarId: secondId };
    await expect(bookAppointment(ctx, wish)).rejects.toMatchObject(taken);
    expect((await bookAppointment(caller.ctx, wish)).calendarId).toBe(secondId);
  });
});

describe("making two calendars one person's", () => {
  it("is refused while appointments to come overlap, with their names, and changes nothing", async () => {
    const business = await twoCalendars();
    const { ctx, calendarId, secondId } = business;
    const one = await bookAppointment(ctx, { ...booking(at("10:00")), calendarId });
    const other = await bookAppointment(ctx, {
      ...booking(at("10:15")),
      calendarId: secondId,
      customer: { name: "Alan Turing" },
    });
    const link = { id: secondId, samePersonAsId: calendarId, name: "Renamed" };
    await expect(updateCalendar(ctx, link)).rejects.toMatchObject({
      code: "conflict",
      message:
        "One person cannot be at two appointments at once: Grace Hopper in Dr. Ada on Tuesday, March 3, 10:00, and Alan Turing in Home visits on Tuesday, March 3, 10:15. Move or cancel one of each pair, then try again.",
      detail: { subject: "calendar", data: { clashes: [{ appointmentIds: [one.id, other.id] }] } },
    });
    expect(await getCalendar(ctx, secondId)).toMatchObject({ name: "Home visits", personId: null });
    expect(await startsIn(business, secondId)).toContain(at("09:30").toISOString());
    await cancelAppointment(ctx, { id: other.id });
    expect((await updateCalendar(ctx, link)).personId).toEqual(expect.any(String));
  });

  it("leaves alone what is over, and a hold that has run out", async () => {
    const { ctx, calendarId, secondId, clock } = await twoCalendars();
    await bookAppointment(ctx, { ...booking(at("09:00")), calendarId });
    await bookAppointment(ctx, { ...booking(at("09:00")), calendarId: secondId });
    clock.set(at("10:00"));
    await holdSlot(ctx, { startsAt: at("11:00"), calendarId });
    await bookAppointment(ctx, { ...booking(at("11:00")), calendarId: secondId });
    await expect(updateCalendar(ctx, { id: calendarId, samePersonAsId: secondId })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("a caller who is deciding in Dr. Ada"),
    });
    clock.set(at("10:06"));
    await updateCalendar(ctx, { id: calendarId, samePersonAsId: secondId });
    const wish = { ...booking(at("11:00")), calendarId };
    await expect(bookAppointment(ctx, wish)).rejects.toMatchObject(taken);
  });

  it("names three pairs and counts the rest", async () => {
    const { ctx, calendarId, secondId } = await twoCalendars();
    for (const time of ["09:00", "10:00", "11:00", "12:00", "13:00"]) {
      await bookAppointment(ctx, { ...booking(at(time)), calendarId });
      await bookAppointment(ctx, { ...booking(at(time)), calendarId: secondId });
    }
    await expect(updateCalendar(ctx, { id: calendarId, samePersonAsId: secondId })).rejects.toMatchObject({
      message: expect.stringMatching(/11:00; and 2 more\. Move/),
      detail: { data: { clashes: { length: 5 } } },
    });
  });

  it("can be taken back, and each has its own time again", async () => {
    const { ctx, calendarId, secondId } = await onePerson();
    await bookAppointment(ctx, { ...booking(at("10:00")), calendarId });
    await updateCalendar(ctx, { id: calendarId, samePersonAsId: null });
    expect((await getCalendar(ctx, calendarId)).personId).toBeNull();
    await bookAppointment(ctx, { ...booking(at("10:00")), calendarId: secondId });
    const again = { ...booking(at("10:00")), calendarId };
    await expect(bookAppointment(ctx, again)).rejects.toMatchObject(taken);
    await expect(updateCalendar(ctx, { id: calendarId, samePersonAsId: secondId })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("moves a calendar from one person to another with all that is to come", async () => {
    const { ctx, calendarId, secondId } = await onePerson();
    const bo = await createCalendar(ctx, { name: "Dr. Bo" });
    await bookAppointment(ctx, { ...booking(at("10:00")), calendarId: secondId });
    await updateCalendar(ctx, { id: secondId, samePersonAsId: bo.id });
    await bookAppointment(ctx, { ...booking(at("10:00")), calendarId });
    const wish = { ...booking(at("10:00")), calendarId: bo.id };
    await expect(bookAppointment(ctx, wish)).rejects.toMatchObject(taken);
  });

  it("is refused for itself, an unknown calendar, a removed one and another tenant's", async () => {
    const { ctx, calendarId, secondId } = await twoCalendars();
    const stranger = await openBusiness();
    await expect(updateCalendar(ctx, { id: calendarId, samePersonAsId: calendarId })).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { samePersonAsId: [expect.any(String)] } },
    });
    const missing = { code: "not_found", detail: { subject: "calendar" } };
    const foreign = { id: calendarId, samePersonAsId: stranger.calendarId };
    await expect(updateCalendar(ctx, foreign)).rejects.toMatchObject(missing);
    await removeCalendar(ctx, secondId);
    await expect(updateCalendar(ctx, { id: calendarId, samePersonAsId: secondId })).rejects.toMatchObject(
      missing,
    );
    await expect(createCalendar(ctx, { name: "A", samePersonAsId: secondId })).rejects.toMatchObject(missing);
    expect((await getCalendar(ctx, calendarId)).personId).toBeNull();
  });

  it("is for managers", async () => {
    const tenant = await twoCalendars();
    const link = { id: tenant.calendarId, samePersonAsId: tenant.secondId };
    await expect(updateCalendar(await tenant.as("member"), link)).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
