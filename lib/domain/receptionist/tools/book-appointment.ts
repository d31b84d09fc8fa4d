import { z } from "zod";
import { bookAppointment as book } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { captureLead } from "@/lib/domain/leads";
import { customerName, email, instantOf, notes, phone, service, startsAt } from "./arguments";
import { sourceOf } from "./channel";
import { localText } from "./moments";
import { isStill } from "./own-appointments";
import { serviceNamed } from "./services";
import { takenOutcome } from "./taken";
import { defineTool, type ToolOutcome } from "./tool";

/** Books a time for the caller, and notes them as a lead. */
export const bookAppointment = defineTool({
  name: "book_appointment",
  needsTimes: true,
  description:
    "Book an appointment. Before calling it, read weekday, date, time and service back and get a yes. Only say that it is booked when the answer has a receipt. When taken is true, offer the alternatives.",
  arguments: z.object({ starts_at: startsAt, service, name: customerName, phone, email, notes }),
  async run({ ctx, conversation }, given): Promise<ToolOutcome> {
    const { timeZone } = await getBusiness(ctx);
    const start = instantOf(given.starts_at, timeZone);
    const named = await serviceNamed(ctx, given.service);
    const source = sourceOf(conversation.channel);
    const customer = {
      name: given.name,
      phone: given.phone ?? conversation.callerNumber,
      email: given.email,
    };
    const serviceName = named.service?.name ?? named.unknown ?? "";
    try {
      const appointment = await book(ctx, {
        startsAt: start,
        serviceId: named.service?.id,
        conversationId: conversation.id,
        customer,
        title: serviceName || undefined,
        notes: given.notes,
        source,
        status: "confirmed",
        rules: "hours",
      });
      const lead = await captureLead(ctx, {
        ...customer,
        reason: `Booked ${serviceName || "an appointment"}`,
        serviceInterest: serviceName,
        source,
        conversationId: conversation.id,
      });
      await ctx.trx
        .updateTable("appointments")
        .set({ lead_id: lead.id })
        .where("business_id", "=", ctx.business.id)
        .where("id", "=", appointment.id)
        .execute();
      return {
        result: {
          booked: true,
          appointment_id: appointment.id,
          starts_at: appointment.startsAt.toISOString(),
          local: localText(appointment.startsAt, timeZone),
          service: serviceName || null,
          name: appointment.customerName,
          lead_id: lead.id,
        },
        receipt: { kind: "appointment", id: appointment.id },
      };
    } catch (error) {
      const taken = takenOutcome(error, timeZone);
      if (taken) return taken;
      throw error;
    }
  },
  stands: (world, receiptId) =>
    isStill(world, receiptId, { statuses: ["pending", "confirmed", "completed"] }),
});
