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

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the appointments of a business",
    can: "appointment:read",
    query: appointmentsQuery,
    response: appointmentsJson,
    run: async (ctx, { query }) => listAppointments(await inBusiness(ctx, query.businessId), query),
    view: appointmentsView,
  }),
  POST: route({
    summary: "Book an appointment",
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
