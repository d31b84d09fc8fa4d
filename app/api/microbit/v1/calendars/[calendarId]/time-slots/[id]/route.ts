import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { timeSlotExamples } from "@/lib/editions/microbit/calendar-examples";
import {
  changeTimeSlot,
  deleteTimeSlot,
  oneTimeSlotJson,
  timeSlotParams,
  timeSlotPatch,
  timeSlotView,
} from "@/lib/editions/microbit/time-slots";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Update a time slot",
    description: "What is absent stays. Appointments that are booked stay as well.",
    example: timeSlotExamples.update,
    subject: "time_slot",
    access: "user",
    params: timeSlotParams,
    body: timeSlotPatch,
    response: oneTimeSlotJson,
    run: (ctx, { params, body }) => changeTimeSlot(ctx, params, body),
    view: timeSlotView,
  }),
  DELETE: route({
    summary: "Delete a time slot",
    description:
      "Appointments that are booked stay. Without its last one, the calendar is open in the hours of the business again.",
    example: timeSlotExamples.delete,
    subject: "time_slot",
    access: "user",
    params: timeSlotParams,
    response: messageJson,
    run: (ctx, { params }) => deleteTimeSlot(ctx, params),
    view: say("Time slot deleted"),
  }),
});
