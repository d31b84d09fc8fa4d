"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  bookAppointment,
  cancelAppointment,
  completeAppointment,
  confirmAppointment,
  markNoShow,
  rescheduleAppointment,
  updateAppointment,
} from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { instantOf } from "@/lib/ui/wall-time";
import { pageContext } from "@/lib/wiring";

const wall = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}(:\d{2})?$/, "Choose a day and a time.");
const id = z.uuid();
const optionalText = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .transform((text) => (text === "" ? undefined : text))
    .optional();

const booking = z.object({
  /** Wall time of the business. */
  start: wall,
  serviceId: id.nullable(),
  durationMinutes: z.number().int().min(5).max(1440).optional(),
  calendarId: id.nullable(),
  name: z.string().trim().min(1, "Enter the customer's name.").max(200),
  phone: optionalText(50),
  email: optionalText(320),
  notes: optionalText(2000),
});
export type BookingInput = z.input<typeof booking>;

const move = z.object({ id, start: wall, calendarId: id.optional() });
export type MoveInput = z.input<typeof move>;

/** Books as staff do: any free time to come. */
export async function bookAction(input: BookingInput): Promise<ActionResult<{ id: string }>> {
  return runAction(booking, input, async ({ start, name, phone, email, calendarId, ...rest }) => {
    const ctx = await pageContext();
    const { timeZone } = await getBusiness(ctx);
    const appointment = await bookAppointment(ctx, {
      ...rest,
      startsAt: instantOf(start, timeZone),
      ...(calendarId ? { calendarId } : {}),
      customer: { name, phone, email },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    revalidatePath("/calendar");
    return { id: appointment.id };
  });
}

export async function moveAction(input: MoveInput): Promise<ActionResult<null>> {
  return runAction(move, input, async ({ id: appointmentId, start, calendarId }) => {
    const ctx = await pageContext();
    const { timeZone } = await getBusiness(ctx);
    await rescheduleAppointment(ctx, {
      id: appointmentId,
      startsAt: instantOf(start, timeZone),
      ...(calendarId ? { calendarId } : {}),
      rules: "free",
    });
    revalidatePath("/calendar");
    return null;
  });
}

export async function cancelAction(appointmentId: string): Promise<ActionResult<null>> {
  return runAction(id, appointmentId, async (value) => {
    await cancelAppointment(await pageContext(), { id: value });
    revalidatePath("/calendar");
    return null;
  });
}

const STEPS = {
  confirmed: confirmAppointment,
  completed: completeAppointment,
  no_show: markNoShow,
};
const step = z.object({ id, status: z.enum(["confirmed", "completed", "no_show"]) });

export async function setStatusAction(input: z.input<typeof step>): Promise<ActionResult<null>> {
  return runAction(step, input, async ({ id: appointmentId, status }) => {
    await STEPS[status](await pageContext(), appointmentId);
    revalidatePath("/calendar");
    return null;
  });
}

const notes = z.object({ id, notes: z.string().max(10_000, "Use at most 10,000 characters.") });

export async function saveNotesAction(input: z.input<typeof notes>): Promise<ActionResult<null>> {
  return runAction(notes, input, async (value) => {
    await updateAppointment(await pageContext(), value);
    revalidatePath("/calendar");
    return null;
  });
}
