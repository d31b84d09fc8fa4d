import { getAppointment } from "@/lib/domain/appointments";
import { remindCustomer } from "@/lib/domain/reminders";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { appointmentParams } from "@/lib/editions/cloudgreet/appointments";
import { reminderExamples } from "@/lib/editions/cloudgreet/examples";
import { remindBody, reminderJson, reminderView } from "@/lib/editions/cloudgreet/reminders";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Remind the customer of an appointment",
    description:
      "By text or by e-mail with a calendar file, to the number or address of the appointment, else of its contact, else of its lead. Without a method a text where the customer can get one, else an e-mail; without a message the usual words. The same message by the same method within a minute is the same reminder. 422 where the customer cannot be reached that way, 503 for texts where the business has no number to write from.",
    example: reminderExamples.send,
    errors: ["conflict", "unavailable", "rate_limited", "quota_exceeded"],
    subject: "appointment",
    params: appointmentParams,
    body: remindBody,
    response: reminderJson,
    status: 201,
    run: async (ctx, { params, body }) => {
      const { ctx: scoped, found } = await inBusinessWith(ctx, (ctx) => getAppointment(ctx, params.id));
      return remindCustomer(scoped, { ...body, appointmentId: found.id });
    },
    view: reminderView,
  }),
});
