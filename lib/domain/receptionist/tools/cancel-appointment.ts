import { z } from "zod";
import { cancelAppointment as cancel } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { appointmentId, reason } from "./arguments";
import { localText } from "./moments";
import { isStill, ownAppointment, proofArguments } from "./own-appointments";
import { defineTool } from "./tool";

/** Cancels an appointment of the caller. */
export const cancelAppointment = defineTool({
  name: "cancel_appointment",
  needsTimes: false,
  description:
    "Cancel the caller's own appointment. Say which one it is and get a yes first. When identity is 'needed', ask for what it says.",
  arguments: z.object({ appointment_id: appointmentId, reason, ...proofArguments }),
  async run(world, given) {
    const { timeZone } = await getBusiness(world.ctx);
    const own = await ownAppointment(world, given, timeZone);
    if ("refusal" in own) return own.refusal;
    const cancelled = await cancel(world.ctx, { id: own.appointment.id, reason: given.reason });
    return {
      result: {
        cancelled: true,
        appointment_id: cancelled.id,
        was: localText(cancelled.startsAt, timeZone),
        service: cancelled.title || null,
      },
      receipt: { kind: "appointment", id: cancelled.id },
    };
  },
  stands: (world, receiptId) => isStill(world, receiptId, { statuses: ["cancelled"] }),
});
