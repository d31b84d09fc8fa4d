import { z } from "zod";
import { rescheduleAppointment as reschedule } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { appointmentId, instantOf, startsAt } from "./arguments";
import { localText } from "./moments";
import { isStill, ownAppointment, proofArguments } from "./own-appointments";
import { takenOutcome } from "./taken";
import { defineTool } from "./tool";

/** Moves an appointment of the caller to another free time. */
export const rescheduleAppointment = defineTool({
  name: "reschedule_appointment",
  needsTimes: true,
  description:
    "Move the caller's own appointment to another time from check_availability. Read the new weekday, date and time back first. When identity is 'needed', ask for what it says.",
  arguments: z.object({ appointment_id: appointmentId, starts_at: startsAt, ...proofArguments }),
  async run(world, given) {
    const { ctx } = world;
    const { timeZone } = await getBusiness(ctx);
    const start = instantOf(given.starts_at, timeZone);
    const own = await ownAppointment(world, given, timeZone);
    if ("refusal" in own) return own.refusal;
    try {
      const moved = await reschedule(ctx, { id: own.appointment.id, startsAt: start, rules: "hours" });
      return {
        result: {
          rescheduled: true,
          appointment_id: moved.id,
          starts_at: moved.startsAt.toISOString(),
          local: localText(moved.startsAt, timeZone),
          was: localText(own.appointment.startsAt, timeZone),
        },
        receipt: { kind: "appointment", id: moved.id },
      };
    } catch (error) {
      const taken = takenOutcome(error, timeZone);
      if (taken) return taken;
      throw error;
    }
  },
  async stands(world, receiptId, given) {
    const { timeZone } = await getBusiness(world.ctx);
    const start = instantOf(given.starts_at, timeZone);
    return isStill(world, receiptId, { statuses: ["pending", "confirmed"], startsAt: start });
  },
});
