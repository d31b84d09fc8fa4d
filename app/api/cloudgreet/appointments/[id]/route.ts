import { cancelAppointment, getAppointment, updateAppointment } from "@/lib/domain/appointments";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  appointmentJson,
  appointmentParams,
  appointmentView,
  toAppointmentPatch,
  updateAppointmentBody,
} from "@/lib/editions/cloudgreet/appointments";
import { appointmentExamples } from "@/lib/editions/cloudgreet/examples";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get an appointment",
    example: appointmentExamples.one,
    subject: "appointment",
    can: "appointment:read",
    params: appointmentParams,
    response: appointmentJson,
    run: async (ctx, { params }) =>
      (await inBusinessWith(ctx, (ctx) => getAppointment(ctx, params.id))).found,
    view: appointmentView,
  }),
  PUT: route({
    summary: "Update, move, confirm or complete an appointment",
    description: "Time, words and state together or not at all. The state goes forward only.",
    example: appointmentExamples.update,
    errors: ["slot_taken", "conflict"],
    subject: "appointment",
    params: appointmentParams,
    body: updateAppointmentBody,
    response: appointmentJson,
    run: async (ctx, { params, body }) => {
      const { ctx: scoped, found } = await inBusinessWith(ctx, (ctx) => getAppointment(ctx, params.id));
      return updateAppointment(scoped, toAppointmentPatch(found, body));
    },
    view: appointmentView,
  }),
  DELETE: route({
    summary: "Cancel an appointment",
    description: "It stays readable as cancelled, and its time is free. Cancelling twice changes nothing.",
    example: appointmentExamples.cancel,
    errors: ["conflict"],
    subject: "appointment",
    params: appointmentParams,
    response: appointmentJson,
    run: async (ctx, { params }) =>
      cancelAppointment((await inBusinessWith(ctx, (ctx) => getAppointment(ctx, params.id))).ctx, params),
    view: appointmentView,
  }),
});
