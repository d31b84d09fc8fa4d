import { z } from "zod";
import {
  addTimeSlot,
  getCalendar,
  inBusinessOfCalendar,
  localTime,
  removeTimeSlot,
  type TimeSlot,
  updateTimeSlot,
} from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { ids } from "./ids";

const fields = {
  day_of_week: z.number().int().min(0).max(6).describe("0 is Sunday, 6 is Saturday."),
  start_time: localTime.describe("HH:MM on the clock of the business."),
  end_time: localTime.describe("HH:MM; before the start it is on the next day."),
};

/** The part of a path that names a calendar by its id alone. */
export const ofCalendar = z.object({ calendarId: ids.read("calendar") });
export const timeSlotParams = ofCalendar.extend({ id: ids.read("timeSlot") });
export const timeSlotBody = z.object(fields);
export const timeSlotPatch = timeSlotBody.partial();

export const timeSlotJson = z.strictObject({
  id: z.string(),
  calendar_id: z.string(),
  day_of_week: z.number().int(),
  start_time: z.string(),
  end_time: z.string(),
});
export const oneTimeSlotJson = z.strictObject({ time_slot: timeSlotJson });
export const timeSlotsJson = z.strictObject({ time_slots: z.array(timeSlotJson) });

type OfCalendar = z.output<typeof ofCalendar>;
type OneTimeSlot = z.output<typeof timeSlotParams>;

const toDomain = ({ day_of_week, start_time, end_time }: z.output<typeof timeSlotPatch>) => ({
  dayOfWeek: day_of_week,
  startsAt: start_time,
  endsAt: end_time,
});

export async function timeSlotsOf(ctx: Context, { calendarId }: OfCalendar): Promise<TimeSlot[]> {
  return (await getCalendar(await inBusinessOfCalendar(ctx, calendarId), calendarId)).timeSlots;
}

export async function makeTimeSlot(
  ctx: Context,
  { calendarId }: OfCalendar,
  { day_of_week: dayOfWeek, start_time: startsAt, end_time: endsAt }: z.output<typeof timeSlotBody>,
): Promise<TimeSlot> {
  const scoped = await inBusinessOfCalendar(ctx, calendarId);
  return addTimeSlot(scoped, { calendarId, dayOfWeek, startsAt, endsAt });
}

export async function changeTimeSlot(
  ctx: Context,
  { calendarId, id }: OneTimeSlot,
  body: z.output<typeof timeSlotPatch>,
): Promise<TimeSlot> {
  const scoped = await inBusinessOfCalendar(ctx, calendarId);
  return updateTimeSlot(scoped, { calendarId, id, ...toDomain(body) });
}

export async function deleteTimeSlot(ctx: Context, { calendarId, id }: OneTimeSlot): Promise<void> {
  await removeTimeSlot(await inBusinessOfCalendar(ctx, calendarId), { calendarId, id });
}

const toJson = (slot: TimeSlot): z.input<typeof timeSlotJson> => ({
  id: ids.write("timeSlot", slot.id),
  calendar_id: ids.write("calendar", slot.calendarId),
  day_of_week: slot.dayOfWeek,
  start_time: slot.startsAt,
  end_time: slot.endsAt,
});
export const timeSlotView = (slot: TimeSlot): z.input<typeof oneTimeSlotJson> => ({
  time_slot: toJson(slot),
});
export const timeSlotsView = (slots: TimeSlot[]): z.input<typeof timeSlotsJson> => ({
  time_slots: slots.map(toJson),
});
