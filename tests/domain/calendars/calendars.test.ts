import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { addClosure, createService, setHours } from "@/lib/domain/businesses";
import {
  addTimeSlot,
  createCalendar,
  findSlots,
  firstCalendar,
  getCalendar,
  listCalendars,
  removeCalendar,
  removeTimeSlot,
  updateCalendar,
} from "@/lib/domain/calendars";
import { makeTenant } from "../../support/context";
import { at, booking, openBusiness } from "../appointments/open-business";

const UNKNOWN = "0190a000-0000-7000-8000-000000000000";
const tuesday = { from: at("00:00"), to: at("00:00", "2026-03-04") };
const startsOf = (slots: { startsAt: Date }[]) => slots.map((slot) => slot.startsAt.toISOString());

describe("calendars", () => {
  it("are made, changed and listed in order", async () => {
    const { ctx } = await makeTenant();
    const service = await createService(ctx, { name: "Cleaning", durationMinutes: 45 });
    const one = await createCalendar(ctx, {
      name: " Chair 1 ",
      slotStepMinutes: 30,
      serviceIds: [service.id],
    });
    const two = await createCalendar(ctx, { name: "Chair 2" });
    expect(one).toMatchObject({
      name: "Chair 1",
      slotStepMinutes: 30,
      position: 0,
      serviceIds: [service.id],
    });
    expect(two).toMatchObject({ slotStepMinutes: 15, minimumNoticeMinutes: 0, bookingHorizonDays: 365 });
    const changed = await updateCalendar(ctx, { id: one.id, position: 9, serviceIds: [] });
    expect(changed).toMatchObject({ name: "Chair 1", position: 9, serviceIds: [] });
    expect((await listCalendars(ctx)).map((calendar) => calendar.name)).toEqual(["Chair 2", "Chair 1"]);
  });

  it("keep weekly slots of their own", async () => {
    const { ctx } = await makeTenant();
    const { id } = await createCalendar(ctx, { name: "Chair" });
    const slot = await addTimeSlot(ctx, { calendarId: id, dayOfWeek: 2, startsAt: "09:00", endsAt: "12:00" });
    expect((await getCalendar(ctx, id)).timeSlots).toEqual([slot]);
    await removeTimeSlot(ctx, { calendarId: id, id: slot.id });
    expect((await getCalendar(ctx, id)).timeSlots).toEqual([]);
    await expect(removeTimeSlot(ctx, { calendarId: id, id: slot.id })).rejects.toMatchObject({
      code: "not_found",
      detail: { subject: "time_slot" },
    });
  });

  it("of another tenant look missing", async () => {
    const { calendarId } = await openBusiness();
    const { ctx } = await makeTenant();
    const missing = { code: "not_found", detail: { subject: "calendar" } };
    await expect(getCalendar(ctx, calendarId)).rejects.toMatchObject(missing);
    await expect(updateCalendar(ctx, { id: calendarId, name: "Mine" })).rejects.toMatchObject(missing);
    await expect(removeCalendar(ctx, calendarId)).rejects.toMatchObject(missing);
    await expect(findSlots(ctx, { ...tuesday, calendarId })).rejects.toMatchObject(missing);
    const slot = { calendarId, dayOfWeek: 1, startsAt: "09:00", endsAt: "10:00" };
    await expect(addTimeSlot(ctx, slot)).rejects.toMatchObject(missing);
  });

  it("refuse agents and services that the business does not have, and leave nothing behind", async () => {
    const { ctx } = await makeTenant();
    await expect(createCalendar(ctx, { name: "A", agentId: UNKNOWN })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(createCalendar(ctx, { name: "A", serviceIds: [UNKNOWN] })).rejects.toMatchObject({
      code: "not_found",
      detail: { subject: "service" },
    });
    expect(await listCalendars(ctx)).toEqual([]);
  });

  it("are written by managers only", async () => {
    const tenant = await openBusiness();
    const member = await tenant.as("member");
    await expect(createCalendar(member, { name: "A" })).rejects.toMatchObject({ code: "forbidden" });
    expect(await listCalendars(member)).toHaveLength(1);
  });

  it("stay while appointments are to come, and leave their history behind when they go", async () => {
    const { ctx, calendarId, clock } = await openBusiness();
    await bookAppointment(ctx, booking(at("10:00")));
    await expect(removeCalendar(ctx, calendarId)).rejects.toMatchObject({ code: "conflict" });
    clock.set(at("12:00"));
    await removeCalendar(ctx, calendarId);
    expect(await listCalendars(ctx)).toEqual([]);
    await expect(getCalendar(ctx, calendarId)).rejects.toMatchObject({ code: "not_found" });
  });

  it("come into being at the first need, once", async () => {
    const { ctx } = await makeTenant();
    const made = await Promise.all([firstCalendar(ctx), firstCalendar(ctx), findSlots(ctx, tuesday)]);
    expect(made[0].id).toBe(made[1].id);
    expect(await listCalendars(ctx)).toHaveLength(1);
  });
});

describe("free slots", () => {
  it("are those of the business's hours, with the calendar named", async () => {
    const { ctx, calendarId, serviceId } = await openBusiness();
    const slots = await findSlots(ctx, { ...tuesday, serviceId });
    expect(slots).toHaveLength(31);
    expect(slots[0]).toEqual({
      calendarId,
      calendarName: "Dr. Ada",
      startsAt: at("09:00"),
      endsAt: at("09:30"),
    });
    expect(slots.at(-1)?.startsAt).toEqual(at("16:30"));
  });

  it("are those of the calendar's own time slots where it has any", async () => {
    const { ctx, calendarId } = await openBusiness();
    await addTimeSlot(ctx, { calendarId, dayOfWeek: 2, startsAt: "18:00", endsAt: "18:45" });
    expect(startsOf(await findSlots(ctx, { ...tuesday, calendarId }))).toEqual(
      startsOf([{ startsAt: at("18:00") }, { startsAt: at("18:15") }]),
    );
  });

  it("leave out closed days, closures and taken time", async () => {
    const { ctx } = await openBusiness();
    await setHours(ctx, [
      { dayOfWeek: 2, opensAt: "09:00", closesAt: "10:30", isOpen: true },
      { dayOfWeek: 3, opensAt: "09:00", closesAt: "10:00", isOpen: false },
    ]);
    await addClosure(ctx, {
      name: "Fire drill",
      startsAtLocal: "2026-03-03T09:00",
      endsAtLocal: "2026-03-03T09:20",
    });
    await bookAppointment(ctx, booking(at("09:30")));
    const slots = await findSlots(ctx, { from: at("00:00"), to: at("00:00", "2026-03-05") });
    expect(slots.map((slot) => slot.startsAt)).toEqual([at("10:00")]);
  });

  it("keep the buffers of both sides free", async () => {
    const { ctx } = await openBusiness();
    const long = await createService(ctx, {
      name: "Surgery",
      durationMinutes: 60,
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 30,
    });
    await bookAppointment(ctx, { ...booking(at("12:00")), serviceId: long.id });
    const plain = startsOf(await findSlots(ctx, tuesday));
    expect(plain).toContain(at("11:15").toISOString());
    expect(plain).not.toContain(at("11:30").toISOString());
    expect(plain).not.toContain(at("13:15").toISOString());
    expect(plain).toContain(at("13:30").toISOString());
    const surgeries = startsOf(await findSlots(ctx, { ...tuesday, serviceId: long.id }));
    expect(surgeries).toContain(at("10:15").toISOString());
    expect(surgeries).not.toContain(at("10:30").toISOString());
    expect(surgeries).not.toContain(at("13:30").toISOString());
    expect(surgeries).toContain(at("13:45").toISOString());
  });

  it("respect notice and horizon", async () => {
    const { ctx, calendarId } = await openBusiness();
    await updateCalendar(ctx, { id: calendarId, minimumNoticeMinutes: 1500, bookingHorizonDays: 2 });
    const slots = await findSlots(ctx, { from: at("00:00", "2026-03-01"), to: at("00:00", "2026-03-20") });
    expect(slots[0]?.startsAt).toEqual(at("10:00"));
    expect(slots.at(-1)?.startsAt).toEqual(at("16:30", "2026-03-04"));
  });

  it("never lie in the past", async () => {
    const { ctx } = await openBusiness();
    const [first] = await findSlots(ctx, { from: at("00:00", "2026-02-20"), to: at("00:00"), limit: 1 });
    expect(first?.startsAt).toEqual(at("09:00", "2026-03-02"));
  });

  it("name each time once, in the first calendar that has it free and offers the service", async () => {
    const { ctx, calendarId, serviceId } = await openBusiness();
    const second = await createCalendar(ctx, { name: "Dr. Bo" });
    const cleaning = await createService(ctx, { name: "Cleaning", durationMinutes: 30 });
    await createCalendar(ctx, { name: "Hygienist", serviceIds: [cleaning.id] });
    await bookAppointment(ctx, { ...booking(at("09:00")), calendarId });
    const slots = await findSlots(ctx, { ...tuesday, serviceId, limit: 3 });
    expect(slots.map((slot) => [slot.startsAt, slot.calendarName])).toEqual([
      [at("09:00"), "Dr. Bo"],
      [at("09:15"), "Dr. Bo"],
      [at("09:30"), "Dr. Ada"],
    ]);
    await bookAppointment(ctx, { ...booking(at("09:00")), calendarId: second.id });
    expect((await findSlots(ctx, { ...tuesday, serviceId }))[0]?.startsAt).toEqual(at("09:30"));
    const cleanings = await findSlots(ctx, { ...tuesday, serviceId: cleaning.id });
    expect(cleanings[0]).toMatchObject({ startsAt: at("09:00"), calendarName: "Hygienist" });
  });

  it("are refused for an empty range, a range over two months and a negative length", async () => {
    const { ctx } = await openBusiness();
    const refused = { code: "validation_failed" };
    await expect(findSlots(ctx, { from: at("10:00"), to: at("10:00") })).rejects.toMatchObject(refused);
    const decade = { from: at("10:00"), to: at("10:00", "2036-03-03") };
    await expect(findSlots(ctx, decade)).rejects.toMatchObject(refused);
    await expect(findSlots(ctx, { ...tuesday, durationMinutes: -5 })).rejects.toMatchObject(refused);
    const never = { from: new Date("never"), to: at("10:00") };
    await expect(findSlots(ctx, never)).rejects.toMatchObject(refused);
  });
});
