import { endpoint, route } from "@/lib/editions/microbit";
import { bookedJson, bookedView, bookInCalendar, bookingBody } from "@/lib/editions/microbit/appointments";
import { appointmentExamples } from "@/lib/editions/microbit/calendar-examples";
import { ofCalendar } from "@/lib/editions/microbit/time-slots";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Book an appointment",
    description:
      "For anybody, by the rules that customers book by: outside hours or in the past is 400, a taken time 409 with the next free ones in details, and 403 where the business takes bookings by phone only. A phone number or an e-mail address is needed.",
    example: appointmentExamples.create,
    errors: ["forbidden", "slot_taken"],
    subject: "calendar",
    access: "anyone",
    limit: "auth",
    params: ofCalendar,
    body: bookingBody,
    response: bookedJson,
    status: 201,
    run: (ctx, { params, body }) => bookInCalendar(ctx, params, body),
    view: bookedView,
  }),
});
