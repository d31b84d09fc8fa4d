import { describe, expect, it } from "vitest";
import {
  type AppointmentStatus,
  bookAppointment,
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  getAppointment,
  markNoShow,
  rescheduleAppointment,
  updateAppointment,
} from "@/lib/domain/appointments";
import { createService } from "@/lib/domain/businesses";
import { createCalendar, updateCalendar } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { makeTenant } from "../../support/context";
import { at, booking, eventsOf, openBusiness } from "./open-business";

describe("moving an appointment", () => {
  it("takes the new time and frees the old one", async () => {
    const { ctx } = await openBusiness();
    const made = await bookAppointment(ctx, booking(at("10:00")));
    const moved = await rescheduleAppointment(ctx, { id: made.id, startsAt: at("14:00"), rules: "hours" });
    expect(moved).toMatchObject({ id: made.id, startsAt: at("14:00"), endsAt: at("14:30"), sequence: 1 });
    expect((await bookAppointment(ctx, booking(at("10:00")))).status).toBe("pending");
    await expect(bookAppointment(ctx, booking(at("14:00")))).rejects.toMatchObject({ code: "slot_taken" });
    expect(await eventsOf(ctx, made.id)).toEqual(["appointment.created"]);
  });

  it("may overlap where it was itself", async () => {
    const { ctx } = await openBusiness();
    const { id } = await bookAppointment(ctx, booking(at("10:00")));
    const moved = await rescheduleAppointment(ctx, {
      id,
      startsAt: at("10:15"),
      durationMinutes: 60,
      rules: "hours",
    });
    expect(moved).toMatchObject({ startsAt: at("10:15"), endsAt: at("11:15") });
  });

  it("to a taken time is refused with alternatives and leaves it where it was", async () => {
    const { ctx } = await openBusiness();
    await bookAppointment(ctx, booking(at("14:00")));
    const made = await bookAppointment(ctx, booking(at("10:00")));
    const move = rescheduleAppointment(ctx, { id: made.id, startsAt: at("14:15"), rules: "hours" });
    await expect(move).rejects.toMatchObject({
      code: "slot_taken",
      detail: {
        data: { alternatives: [at("14:30"), at("14:45"), at("15:00")].map((start) => start.toISOString()) },
      },
    });
    expect(await getAppointment(ctx, made.id)).toEqual(made);
  });

  it("goes to another calendar that offers its service, and keeps its buffers", async () => {
    const { ctx } = await openBusiness();
    const service = await createService(ctx, {
      name: "Surgery",
      durationMinutes: 60,
      bufferAfterMinutes: 30,
    });
    const other = await createCalendar(ctx, { name: "Dr. Bo" });
    const closed = await createCalendar(ctx, {
      name: "Hygienist",
      serviceIds: [(await createService(ctx, { name: "Cleaning", durationMinutes: 30 })).id],
    });
    const { id } = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId: service.id });
    const moved = await rescheduleAppointment(ctx, {
      id,
      startsAt: at("10:00"),
      calendarId: other.id,
      rules: "hours",
    });
    expect(moved.calendarId).toBe(other.id);
    const inBuffer = { ...booking(at("11:00")), calendarId: other.id };
    await expect(bookAppointment(ctx, inBuffer)).rejects.toMatchObject({ code: "slot_taken" });
    await expect(
      rescheduleAppointment(ctx, { id, startsAt: at("10:00"), calendarId: closed.id, rules: "hours" }),
    ).rejects.toMatchObject({ code: "validation_failed" });
  });

  it("to a taken time is refused even where its calendar has given up the service", async () => {
    const { ctx, calendarId, serviceId } = await openBusiness();
    const other = await createService(ctx, { name: "Cleaning", durationMinutes: 30 });
    await bookAppointment(ctx, booking(at("14:00")));
    const { id } = await bookAppointment(ctx, { ...booking(at("10:00")), serviceId });
    await updateCalendar(ctx, { id: calendarId, serviceIds: [other.id] });
    await expect(
      rescheduleAppointment(ctx, { id, startsAt: at("14:00"), rules: "hours" }),
    ).rejects.toMatchObject({ code: "slot_taken", detail: { data: { alternatives: [] } } });
    const moved = await rescheduleAppointment(ctx, { id, startsAt: at("15:00"), rules: "hours" });
    expect(moved.startsAt).toEqual(at("15:00"));
  });

  it("follows the rules: hours for customers, any time to come for staff", async () => {
    const { ctx } = await openBusiness();
    const { id } = await bookAppointment(ctx, booking(at("10:00")));
    const refused = { code: "validation_failed" };
    await expect(
      rescheduleAppointment(ctx, { id, startsAt: at("20:00"), rules: "hours" }),
    ).rejects.toMatchObject(refused);
    const past = at("08:00", "2026-03-02");
    await expect(rescheduleAppointment(ctx, { id, startsAt: past, rules: "free" })).rejects.toMatchObject(
      refused,
    );
    expect((await rescheduleAppointment(ctx, { id, startsAt: at("20:00"), rules: "free" })).startsAt).toEqual(
      at("20:00"),
    );
  });

  it("to where it is changes nothing, even once it has begun", async () => {
    const { ctx, clock } = await openBusiness();
    const made = await bookAppointment(ctx, booking(at("10:00")));
    clock.set(at("12:00"));
    expect(await updateAppointment(ctx, { id: made.id, startsAt: at("10:00") })).toEqual(made);
  });

  it("is refused for what is over, cancelled or another tenant's", async () => {
    const { ctx } = await openBusiness();
    const { id } = await bookAppointment(ctx, booking(at("10:00")));
    const stranger = await makeTenant();
    const move = { id, startsAt: at("11:00"), rules: "free" as const };
    await expect(rescheduleAppointment(stranger.ctx, move)).rejects.toMatchObject({ code: "not_found" });
    await cancelAppointment(ctx, { id });
    await expect(rescheduleAppointment(ctx, move)).rejects.toMatchObject({ code: "conflict" });
  });
});

type Change = (ctx: Context, id: string) => Promise<unknown>;
const ENTER: Record<Exclude<AppointmentStatus, "held" | "pending">, Change> = {
  confirmed: confirmAppointment,
  completed: completeAppointment,
  no_show: markNoShow,
  cancelled: (ctx, id) => cancelAppointment(ctx, { id }),
};
const WAY_TO: Record<Exclude<AppointmentStatus, "held">, (keyof typeof ENTER)[]> = {
  pending: [],
  confirmed: ["confirmed"],
  completed: ["completed"],
  no_show: ["no_show"],
  cancelled: ["cancelled"],
};
const ALLOWED: [from: keyof typeof WAY_TO, to: keyof typeof ENTER][] = [
  ["pending", "confirmed"],
  ["pending", "completed"],
  ["pending", "cancelled"],
  ["pending", "no_show"],
  ["confirmed", "completed"],
  ["confirmed", "cancelled"],
  ["confirmed", "no_show"],
  ["completed", "no_show"],
  ["no_show", "completed"],
];

describe("the states of an appointment", () => {
  for (const from of Object.keys(WAY_TO) as (keyof typeof WAY_TO)[]) {
    for (const to of Object.keys(ENTER) as (keyof typeof ENTER)[]) {
      if (from === to) continue;
      const isAllowed = ALLOWED.some((pair) => pair[0] === from && pair[1] === to);
      it(`${isAllowed ? "allow" : "refuse"} ${to} after ${from}`, async () => {
        const { ctx } = await openBusiness();
        const { id } = await bookAppointment(ctx, booking(at("10:00")));
        for (const step of WAY_TO[from]) await ENTER[step](ctx, id);
        const before = await getAppointment(ctx, id);
        const change = ENTER[to](ctx, id);
        if (isAllowed) {
          expect(await change).toMatchObject({ status: to, sequence: before.sequence + 1 });
        } else {
          await expect(change).rejects.toMatchObject({
            code: "conflict",
            detail: { subject: "appointment" },
          });
          expect(await getAppointment(ctx, id)).toEqual(before);
        }
      });
    }
  }

  it("change nothing when they are entered twice", async () => {
    const { ctx } = await openBusiness();
    const { id } = await bookAppointment(ctx, booking(at("10:00")));
    const once = await cancelAppointment(ctx, { id, reason: "Ill" });
    expect(once).toMatchObject({ status: "cancelled", cancelledAt: expect.any(Date) });
    expect(await cancelAppointment(ctx, { id })).toEqual(once);
    expect(await eventsOf(ctx, id)).toEqual(["appointment.cancelled", "appointment.created"]);
  });

  it("belong to their tenant and to those who may write", async () => {
    const tenant = await openBusiness();
    const { id } = await bookAppointment(tenant.ctx, booking(at("10:00")));
    const stranger = await makeTenant();
    const guest = await tenant.as("guest");
    for (const change of Object.values(ENTER)) {
      await expect(change(stranger.ctx, id)).rejects.toMatchObject({ code: "not_found" });
      await expect(change(guest, id)).rejects.toMatchObject({ code: "forbidden" });
    }
  });
});

describe("an update", () => {
  it("changes time, words and state together", async () => {
    const { ctx } = await openBusiness();
    const { id } = await bookAppointment(ctx, booking(at("10:00")));
    const updated = await updateAppointment(ctx, {
      id,
      startsAt: at("20:00"),
      durationMinutes: 45,
      notes: "Bring X-rays",
      status: "confirmed",
    });
    expect(updated).toMatchObject({
      startsAt: at("20:00"),
      endsAt: at("20:45"),
      notes: "Bring X-rays",
      status: "confirmed",
    });
  });

  it("changes nothing at all when one part is refused", async () => {
    const { ctx } = await openBusiness();
    const made = await bookAppointment(ctx, booking(at("10:00")));
    await confirmAppointment(ctx, made.id);
    const before = await getAppointment(ctx, made.id);
    for (const status of ["pending", "held"] as const) {
      const update = updateAppointment(ctx, { id: made.id, startsAt: at("11:00"), notes: "x", status });
      await expect(update).rejects.toMatchObject({ code: "conflict" });
    }
    expect(await getAppointment(ctx, made.id)).toEqual(before);
  });

  it("to a taken time names alternatives", async () => {
    const { ctx } = await openBusiness();
    await bookAppointment(ctx, booking(at("11:00")));
    const { id } = await bookAppointment(ctx, booking(at("10:00")));
    await expect(updateAppointment(ctx, { id, startsAt: at("11:00") })).rejects.toMatchObject({
      code: "slot_taken",
      detail: { data: { alternatives: [expect.any(String), expect.any(String), expect.any(String)] } },
    });
  });
});
