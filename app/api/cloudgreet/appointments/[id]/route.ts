import { cancelAppointment, getAppointment, updateAppointment } from "@/lib/domain/appointments";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  appointmentJson,
  appointmentParams,
  appointmentView,
  toAppointmentPatch,
  updateAppointmentBody,
} from "@/lib/editions/cloudgreet/appointments";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get an appointment",
    can: "appointment:read",
    params: appointmentParams,
    response: appointmentJson,
    run: (ctx, { params }) => getAppointment(ctx, params.id),
    view: appointmentView,
  }),
  PUT: route({
    summary: "Update, move, confirm or complete an appointment",
    can: "appointment:write",
    params: appointmentParams,
    body: updateAppointmentBody,
    response: appointmentJson,
    run: async (ctx, { params, body }) =>
      updateAppointment(ctx, toAppointmentPatch(await getAppointment(ctx, params.id), body)),
    view: appointmentView,
  }),
  DELETE: route({
    summary: "Cancel an appointment",
    can: "appointment:write",
    params: appointmentParams,
    response: appointmentJson,
    run: (ctx, { params }) => cancelAppointment(ctx, params),
    view: appointmentView,
  }),
});
