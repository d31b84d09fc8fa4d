import { describe, expect, it } from "vitest";
import {
  bookAppointment,
  completeAppointment,
  getAppointment,
  rescheduleAppointment,
  updateAppointment,
} from "@/lib/domain/appointments";
import { createService, updateService } from "@/lib/domain/businesses";
import { createCalendar, updateCalendar } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { inTenant } from "@/lib/domain/context";
import { at, booking, openBusiness } from "./open-business";

const RULES = { rules: "hours" } as const;
const priceOf = (ctx: Context, id: string) =>
  inTenant(ctx, ({ trx }) =>
    trx
      .selectFrom("appointments")
      .select(["price_minor", "price_currency"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow(),
  );

describe("an appointment of another service", () => {
  it("takes its length and its price, where it is", async () => {
    const { ctx, calendarId, serviceId } = await openBusiness();
    const long = await createService(ctx, { name: "Surgery", durationMinutes: 90, priceMinor: 20_000 });
    const { id } = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    expect(await updateAppointment(ctx, { id, serviceId: long.id, ...RULES })).toMatchObject({
      serviceId: long.id,
      calendarId,
      startsAt: at("10:00"),
      endsAt: at("11:30"),
    });
    expect(await priceOf(ctx, id)).toEqual({ price_minor: 20_000, price_currency: "usd" });
    const none = await updateAppointment(ctx, { id, serviceId: null, ...RULES });
    expect(none).toMatchObject({ serviceId: null, endsAt: at("10:30") });
    expect(await priceOf(ctx, id)).toEqual({ price_minor: null, price_currency: null });
  });

  it("that stays the same changes nothing", async () => {
    const { ctx, serviceId } = await openBusiness();
    const made = await bookAppointment(ctx, {
      ...booking(at("10:00")),
      serviceId,
      durationMinutes: 45,
    });
    expect(await updateAppointment(ctx, { id: made.id, serviceId, ...RULES })).toEqual(made);
  });

  it("is refused where its length meets another, with free times, and past closing, with the reason", async () => {
    const { ctx, serviceId } = await openBusiness();
    const long = await createService(ctx, { name: "Surgery", durationMinutes: 90 });
    const early = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    await bookAppointment(ctx, { ...booking(at("11:00")), serviceId });
    const late = await bookAppointment(ctx, { ...booking(at("16:00")), serviceId });
    await expect(
      updateAppointment(ctx, { id: early.id, serviceId: long.id, title: "Surgery", ...RULES }),
    ).rejects.toMatchObject({
      code: "slot_taken",
      detail: { data: { alternatives: [expect.any(String), expect.any(String), expect.any(String)] } },
    });
    await expect(updateAppointment(ctx, { id: late.id, serviceId: long.id, ...RULES })).rejects.toMatchObject(
      { code: "validation_failed", detail: { fields: { startsAt: [/./] } } },
    );
    expect(await getAppointment(ctx, early.id)).toEqual(early);
    expect(await getAppointment(ctx, late.id)).toEqual(late);
  });

  it("goes to the first calendar that offers it and is free", async () => {
    const { ctx, calendarId, serviceId } = await openBusiness();
    const surgery = await createService(ctx, { name: "Surgery", durationMinutes: 60 });
    await updateCalendar(ctx, { id: calendarId, serviceIds: [serviceId] });
    const bo = await createCalendar(ctx, { name: "Dr. Bo", serviceIds: [surgery.id] });
    const cy = await createCalendar(ctx, { name: "Dr. Cy", serviceIds: [surgery.id] });
    await bookAppointment(ctx, { ...booking(at("10:30")), serviceId: surgery.id, calendarId: bo.id });
    const { id } = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    const moved = await updateAppointment(ctx, { id, serviceId: surgery.id, ...RULES });
    expect(moved).toMatchObject({ calendarId: cy.id, endsAt: at("11:00") });
    const other = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    await expect(
      updateAppointment(ctx, { id: other.id, serviceId: surgery.id, ...RULES }),
    ).rejects.toMatchObject({ code: "slot_taken" });
  });

  it("is refused where nobody offers it", async () => {
    const { ctx, calendarId, serviceId } = await openBusiness();
    const surgery = await createService(ctx, { name: "Surgery", durationMinutes: 60 });
    const { id } = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    await updateCalendar(ctx, { id: calendarId, serviceIds: [serviceId] });
    await expect(
      rescheduleAppointment(ctx, { id, startsAt: at("10:00"), serviceId: surgery.id, ...RULES }),
    ).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { serviceId: [/No calendar/] } },
    });
    await updateService(ctx, { id: surgery.id, isActive: false });
    await expect(updateAppointment(ctx, { id, serviceId: surgery.id, ...RULES })).rejects.toMatchObject({
      detail: { fields: { serviceId: [/not offered at present/] } },
    });
  });

  it("that is over keeps its service: only its words change", async () => {
    const { ctx, clock, serviceId } = await openBusiness();
    const long = await createService(ctx, { name: "Surgery", durationMinutes: 90 });
    const done = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    await completeAppointment(ctx, done.id);
    const late = await bookAppointment(ctx, { ...booking(at("11:00")), serviceId });
    clock.set(at("11:30"));
    for (const { id, endsAt } of [done, late]) {
      expect(
        await updateAppointment(ctx, { id, serviceId: long.id, title: "Surgery", ...RULES }),
      ).toMatchObject({
        title: "Surgery",
        serviceId,
        endsAt,
      });
    }
  });
});
