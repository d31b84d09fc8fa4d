import { bookAppointment, listAppointments } from "@/lib/domain/appointments";
import { inBusiness } from "@/lib/domain/context";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  appointmentJson,
  appointmentsJson,
  appointmentsQuery,
  appointmentsView,
  appointmentView,
  createAppointmentBody,
} from "@/lib/editions/cloudgreet/appointments";
import { appointmentExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the appointments of a business",
    description: "A date without a time means the whole of that day in UTC.",
    example: appointmentExamples.list,
    subject: "business",
    can: "appointment:read",
    query: appointmentsQuery,
    response: appointmentsJson,
    run: async (ctx, { query }) => listAppointments(await inBusiness(ctx, query.businessId), query),
    view: appointmentsView,
  }),
  POST: route({
    summary: "Book an appointment",
    description: "Any free time to come. A taken one is 409 with the next free times as alternatives.",
    example: appointmentExamples.create,
    errors: ["slot_taken"],
    subject: "lead",
    body: createAppointmentBody,
    response: appointmentJson,
    status: 201,
    run: async (ctx, { body: { businessId, ...wanted } }) =>
      bookAppointment(await inBusiness(ctx, businessId), {
        ...wanted,
        customer: {},
        source: "api",
        status: "pending",
        rules: "free",
      }),
    view: appointmentView,
  }),
});
