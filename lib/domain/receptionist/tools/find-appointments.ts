import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { localText } from "./moments";
import { openAppointments, proofArguments } from "./own-appointments";
import { defineTool } from "./tool";

const MOST = 10;

/** The caller's appointments that are still to come, once it is clear who is calling. */
export const findAppointments = defineTool({
  name: "find_appointments",
  needsTimes: false,
  description:
    "Look up what the caller has booked, to tell, move or cancel it. Without arguments it looks under the number that calls. When identity is 'needed', ask for what it says and call it again.",
  arguments: z.object(proofArguments),
  async run(world, given) {
    const opened = await openAppointments(world, given);
    if ("refusal" in opened) return opened.refusal;
    const { timeZone } = await getBusiness(world.ctx);
    return {
      result: {
        appointments: opened.own.slice(0, MOST).map((row) => ({
          appointment_id: row.id,
          service: row.title || null,
          starts_at: row.startsAt.toISOString(),
          local: localText(row.startsAt, timeZone),
        })),
      },
      receipt: null,
    };
  },
});
