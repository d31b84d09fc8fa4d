import { endpoint, route } from "@/lib/editions/microbit";
import {
  appointmentParams,
  cancelAppointmentOf,
  cancelledJson,
  cancelledView,
} from "@/lib/editions/microbit/appointments";
import { appointmentExamples } from "@/lib/editions/microbit/calendar-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Cancel an appointment",
    description:
      "For whoever knows its id; a second time it changes nothing. 409 once it is over. With a credential of its workspace 403 where that may not write.",
    example: appointmentExamples.cancel,
    errors: ["conflict", "forbidden"],
    subject: "appointment",
    access: "anyone",
    limit: "auth",
    params: appointmentParams,
    response: cancelledJson,
    run: (ctx, { params }) => cancelAppointmentOf(ctx, params),
    view: cancelledView,
  }),
});
