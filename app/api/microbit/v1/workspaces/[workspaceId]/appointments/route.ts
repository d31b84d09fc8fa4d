import { endpoint, route } from "@/lib/editions/microbit";
import {
  appointmentsJson,
  appointmentsOf,
  appointmentsQuery,
  appointmentsView,
} from "@/lib/editions/microbit/appointments";
import { appointmentExamples } from "@/lib/editions/microbit/calendar-examples";
import { inPath } from "@/lib/editions/microbit/workspace";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the appointments",
    description:
      "The newest 1,000 by their start, or the newest before an instant. An appointment that took place reads as confirmed, one whose customer did not come as cancelled.",
    example: appointmentExamples.list,
    subject: "business",
    access: "user",
    params: inPath,
    query: appointmentsQuery,
    response: appointmentsJson,
    run: (ctx, { params, query }) => appointmentsOf(ctx, params, query),
    view: appointmentsView,
  }),
});
