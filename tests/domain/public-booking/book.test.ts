import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { getAppointment, listAppointments } from "@/lib/domain/appointments";
import { addClosure, createService, getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { updateCalendar } from "@/lib/domain/calendars";
import {
  bookAsCustomer,
  bookOnPage,
  cancelAsCustomer,
  freeTimesOf,
  isOffered,
  readBookingPage,
} from "@/lib/domain/public-booking";
import { anonymousContext, makeTenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";
import { at, type OpenBusiness } from "../appointments/open-business";
import { onPage, openPage } from "./open-page";

const bookings = (ctx: OpenBusiness["ctx"]) => listAppointments(ctx, { page: 1, limit: 100 });

describe("a booking on the page", () => {
  it("waits for the business, in the first calendar that is free, with the words of the customer", async () => {
    const { ctx, outside, slug, calendarId, serviceId } = await openPage();
    const phone = nextNumber();
    const email = `${randomUUID()}@example.com`;
    const booked = await bookOnPage(outside, {
      ...onPage(slug, at("10:00")),
      serviceId,
      phone,
      email: email.toUpperCase(),
      notes: "  The blue door.  ",
    });
    expect(await getAppointment(ctx, booked.id)).toMatchObject({
      calendarId,
      serviceId,
      status: "pending",
      source: "web",
      startsAt: at("10:00"),
      endsAt: at("10:30"),
      customerName: "Ana Diaz",
      customerPhone: phone,
      customerEmail: email,
      notes: "The blue door.",
      title: "Check-up",
    });
  });

  it("needs a name and a way to be reached, each said at its field", async () => {
    const { ctx, outside, slug } = await openPage();
    const wish = onPage(slug, at("10:00"));
    const fieldsOf = (input: object) =>
      bookOnPage(outside, { ...wish, ...input }).then(
        () => null,
        (error) => Object.keys(error.detail.fields),
      );
    expect(await fieldsOf({ name: "  " })).toEqual(["name"]);
    expect(await fieldsOf({ email: "" })).toEqual(["phone"]);
    expect(await fieldsOf({ email: "ana@" })).toEqual(["email"]);
    expect(await fieldsOf({ phone: "call me" })).toEqual(["phone"]);
    expect((await bookings(ctx)).items).toEqual([]);
  });

  it("sent twice, at once or later, is one booking", async () => {
    const { ctx, outside, slug } = await openPage();
    const wish = onPage(slug, at("10:00"));
    const [one, two] = await Promise.all([bookOnPage(outside, wish), bookOnPage(outside, wish)]);
    const again = await bookOnPage(outside, { ...wish, name: "Someone else" });
    expect([two.id, again.id]).toEqual([one.id, one.id]);
    expect((await bookings(ctx)).items).toHaveLength(1);
  });

  it("of a time taken meanwhile names three others", async () => {
    const { outside, slug } = await openPage();
    await bookOnPage(outside, onPage(slug, at("10:00")));
    await expect(bookOnPage(outside, onPage(slug, at("10:00")))).rejects.toMatchObject({
      code: "slot_taken",
      detail: {
        data: { alternatives: [at("10:30"), at("10:45"), at("11:00")].map((time) => time.toISOString()) },
      },
    });
  });
});

describe("a business that takes bookings by phone", () => {
  it("refuses them and its free times with its number, and still lets go of what was booked", async () => {
    const { ctx, outside, slug, calendarId } = await openPage();
    const booked = await bookOnPage(outside, onPage(slug, at("10:00")));
    await updateBusiness(ctx, { isBookingPageOn: false });
    const refused = { code: "forbidden", message: expect.stringContaining("+12125550143") };
    await expect(bookOnPage(outside, onPage(slug, at("11:00")))).rejects.toMatchObject(refused);
    await expect(
      bookAsCustomer(outside, { calendarId, startsAt: at("11:00"), customer: { name: "Ana" } }),
    ).rejects.toMatchObject(refused);
    const wish = { serviceId: null, calendarId: null };
    await expect(freeTimesOf(outside, slug, wish)).rejects.toMatchObject(refused);
    expect(await readBookingPage(outside, slug)).toMatchObject({
      business: { isOpen: false, phone: "+12125550143" },
      services: [],
    });
    expect(await cancelAsCustomer(outside, booked.id)).toMatchObject({ status: "cancelled" });
  });
});

describe("what the page shows", () => {
  it("is what can be booked: no inactive service, and for each the calendars that offer it", async () => {
    const { ctx, outside, slug, calendarId, serviceId } = await openPage();
    const gone = await createService(ctx, { name: "Old", durationMinutes: 30, isActive: false });
    const page = await readBookingPage(outside, slug);
    expect(page.calendars).toEqual([{ id: calendarId, name: "Dr. Ada" }]);
    expect(page.services).toMatchObject([{ id: serviceId, durationMinutes: 30, calendarIds: [calendarId] }]);
    expect(page.services.map(({ id }) => id)).not.toContain(gone.id);
    await expect(readBookingPage(outside, "nobody-here")).rejects.toMatchObject({ code: "not_found" });
  });

  it("is seven days from today, or from the day asked for, and where the next free one is", async () => {
    const { outside, slug, serviceId } = await openPage();
    const wish = { serviceId, calendarId: null };
    const week = await freeTimesOf(outside, slug, wish);
    expect(week.days.map(({ day, times }) => [day, times.length])).toEqual([
      ["2026-03-02", 31],
      ["2026-03-03", 31],
      ["2026-03-04", 31],
      ["2026-03-05", 31],
      ["2026-03-06", 31],
      ["2026-03-07", 0],
      ["2026-03-08", 0],
    ]);
    expect(week).toMatchObject({ before: null, after: "2026-03-09", nextFree: "2026-03-02" });
    const weekend = await freeTimesOf(outside, slug, { ...wish, from: "2026-03-07" });
    expect(weekend).toMatchObject({ before: "2026-03-02", nextFree: "2026-03-09" });
    expect(weekend.days[2]?.times[0]).toEqual(new Date("2026-03-09T13:00:00Z"));
    expect((await freeTimesOf(outside, slug, { ...wish, from: "2020-01-01" })).days[0]?.day).toBe(
      "2026-03-02",
    );
  });

  it("goes no further than its calendars can be booked", async () => {
    const { ctx, outside, slug, calendarId } = await openPage();
    await updateCalendar(ctx, { id: calendarId, bookingHorizonDays: 9 });
    const wish = { serviceId: null, calendarId: null };
    expect((await freeTimesOf(outside, slug, wish)).after).toBe("2026-03-09");
    const later = await freeTimesOf(outside, slug, { ...wish, from: "2026-03-09" });
    expect(later).toMatchObject({ after: null, nextFree: "2026-03-09" });
    expect(later.days.map(({ times }) => times.length)).toEqual([31, 31, 31, 0, 0, 0, 0]);
    expect((await freeTimesOf(outside, slug, { ...wish, from: "2026-03-12" })).days[0]?.day).toBe(
      "2026-03-02",
    );
  });

  it("finds the one free day far ahead, and none where all is closed", async () => {
    const { ctx, outside, slug } = await openPage();
    const wish = { serviceId: null, calendarId: null };
    const close = (startsAtLocal: string, endsAtLocal: string) =>
      addClosure(ctx, { name: "Closed", startsAtLocal, endsAtLocal });
    await close("2026-01-01T00:00", "2026-12-16T00:00");
    await close("2026-12-17T00:00", "2029-12-31T00:00");
    const far = await freeTimesOf(outside, slug, wish);
    expect(far).toMatchObject({ nextFree: "2026-12-16" });
    expect(far.days[0]).toMatchObject({ day: "2026-12-16", times: { length: 31 } });
    await close("2026-12-16T00:00", "2026-12-17T00:00");
    const none = await freeTimesOf(outside, slug, wish);
    expect(none).toMatchObject({ nextFree: null, before: null });
    expect(none.days.map(({ day, times }) => [day, times.length])[0]).toEqual(["2026-03-02", 0]);
  });

  it("tells whether one start is offered", async () => {
    const { outside, slug, serviceId } = await openPage();
    const wish = { serviceId, calendarId: null };
    const offered = (time: string) => isOffered(outside, slug, { ...wish, startsAt: at(time) });
    expect([await offered("10:00"), await offered("10:05"), await offered("23:00")]).toEqual([
      true,
      false,
      false,
    ]);
    await bookOnPage(outside, onPage(slug, at("10:00")));
    expect(await offered("10:00")).toBe(false);
  });

  it("is an appointment where there are no services, in a calendar that is made for it", async () => {
    const { ctx, clock } = await makeTenant();
    const outside = await anonymousContext(clock);
    const { slug } = await getBusiness(ctx);
    const page = await readBookingPage(outside, slug);
    expect(page.calendars).toEqual([{ id: expect.any(String), name: "Main calendar" }]);
    expect(page.services).toMatchObject([
      { id: null, name: "Appointment", durationMinutes: 30, calendarIds: [page.calendars[0]?.id] },
    ]);
    await createService(ctx, { name: "Cleaning", durationMinutes: 45 });
    expect((await readBookingPage(outside, slug)).services).toMatchObject([
      { name: "Cleaning", calendarIds: [page.calendars[0]?.id] },
    ]);
  });

  it("names a service that no calendar offers, and nobody for it", async () => {
    const { ctx, outside, slug, calendarId, serviceId } = await openPage();
    const { id } = await createService(ctx, { name: "Surgery", durationMinutes: 60 });
    await updateCalendar(ctx, { id: calendarId, serviceIds: [serviceId] });
    const { services } = await readBookingPage(outside, slug);
    expect(services.find((service) => service.id === id)?.calendarIds).toEqual([]);
  });
});
