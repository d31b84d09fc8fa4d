import { describe, expect, it } from "vitest";
import {
  addTimeSlot,
  createCalendar,
  getCalendar,
  removeCalendar,
  removeTimeSlot,
  updateTimeSlot,
} from "@/lib/domain/calendars";
import { MAX_CALENDARS, MAX_TIME_SLOTS } from "@/lib/domain/calendars/schema";
import { type Context, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { makeTenant } from "../../support/context";

const hours = { dayOfWeek: 2, startsAt: "09:00", endsAt: "12:00" };

/** Puts in all but one of what may be, past the verbs. */
async function fill(
  ctx: Context,
  table: "calendars" | "time_slots",
  calendarId: string,
  count: number,
): Promise<void> {
  const now = ctx.clock.now();
  const rows = Array.from({ length: count }, () => ({
    id: newId(now),
    business_id: String(ctx.business?.id),
    created_at: now,
  }));
  await inTenant(ctx, ({ trx }) =>
    table === "calendars"
      ? trx
          .insertInto("calendars")
          .values(rows.map((row) => ({ ...row, name: "Chair", updated_at: now })))
          .execute()
      : trx
          .insertInto("time_slots")
          .values(
            rows.map((row) => ({
              ...row,
              calendar_id: calendarId,
              day_of_week: 1,
              starts_at: "09:00",
              ends_at: "10:00",
            })),
          )
          .execute(),
  );
}

describe("time slots", () => {
  it("change in parts, within their calendar", async () => {
    const { ctx } = await makeTenant();
    const { id: calendarId } = await createCalendar(ctx, { name: "Chair" });
    const { id: otherId } = await createCalendar(ctx, { name: "Other" });
    const slot = await addTimeSlot(ctx, { calendarId, ...hours });
    expect(await updateTimeSlot(ctx, { calendarId, id: slot.id, dayOfWeek: 5 })).toEqual({
      ...slot,
      dayOfWeek: 5,
    });
    expect(await updateTimeSlot(ctx, { calendarId, id: slot.id, endsAt: "08:00" })).toMatchObject({
      dayOfWeek: 5,
      startsAt: "09:00",
      endsAt: "08:00",
    });
    const missing = { code: "not_found", detail: { subject: "time_slot" } };
    await expect(updateTimeSlot(ctx, { calendarId: otherId, id: slot.id })).rejects.toMatchObject(missing);
    await expect(removeTimeSlot(ctx, { calendarId: otherId, id: slot.id })).rejects.toMatchObject(missing);
    expect((await getCalendar(ctx, calendarId)).timeSlots).toEqual([
      { ...slot, dayOfWeek: 5, endsAt: "08:00" },
    ]);
  });

  it("have a length", async () => {
    const { ctx } = await makeTenant();
    const { id: calendarId } = await createCalendar(ctx, { name: "Chair" });
    const refused = { code: "validation_failed", detail: { fields: { endsAt: [expect.any(String)] } } };
    await expect(addTimeSlot(ctx, { calendarId, ...hours, endsAt: "09:00" })).rejects.toMatchObject(refused);
    const { id } = await addTimeSlot(ctx, { calendarId, ...hours });
    await expect(updateTimeSlot(ctx, { calendarId, id, startsAt: "12:00" })).rejects.toMatchObject(refused);
  });

  it("are written by managers, in their own business", async () => {
    const tenant = await makeTenant();
    const { id: calendarId } = await createCalendar(tenant.ctx, { name: "Chair" });
    const { id } = await addTimeSlot(tenant.ctx, { calendarId, ...hours });
    const change = { calendarId, id, dayOfWeek: 1 };
    await expect(updateTimeSlot(await tenant.as("member"), change)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await updateTimeSlot(await tenant.as("manager"), change)).toMatchObject({ dayOfWeek: 1 });
    const stranger = (await makeTenant()).ctx;
    await expect(updateTimeSlot(stranger, change)).rejects.toMatchObject({
      code: "not_found",
      detail: { subject: "calendar" },
    });
  });
});

describe("limits", () => {
  it("a calendar has as many time slots as may be, also for two who add the last", async () => {
    const { ctx } = await makeTenant();
    const { id: calendarId } = await createCalendar(ctx, { name: "Chair" });
    await fill(ctx, "time_slots", calendarId, MAX_TIME_SLOTS - 1);
    const adding = await Promise.allSettled([
      addTimeSlot(ctx, { calendarId, ...hours }),
      addTimeSlot(ctx, { calendarId, ...hours }),
    ]);
    expect(adding.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const { timeSlots } = await getCalendar(ctx, calendarId);
    expect(timeSlots).toHaveLength(MAX_TIME_SLOTS);
    const refused = { code: "conflict", detail: { subject: "time_slot" } };
    await expect(addTimeSlot(ctx, { calendarId, ...hours })).rejects.toMatchObject(refused);
    await removeTimeSlot(ctx, { calendarId, id: String(timeSlots[0]?.id) });
    await addTimeSlot(ctx, { calendarId, ...hours });
  });

  it("a business has as many calendars as may be; one that is removed makes room", async () => {
    const { ctx } = await makeTenant();
    const { id } = await createCalendar(ctx, { name: "Chair" });
    await fill(ctx, "calendars", id, MAX_CALENDARS - 1);
    const refused = { code: "conflict", detail: { subject: "calendar" } };
    await expect(createCalendar(ctx, { name: "One more" })).rejects.toMatchObject(refused);
    await removeCalendar(ctx, id);
    await createCalendar(ctx, { name: "One more" });
  });
});
