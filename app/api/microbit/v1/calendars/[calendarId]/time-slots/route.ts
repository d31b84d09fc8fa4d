import { endpoint, route } from "@/lib/editions/microbit";
import { timeSlotExamples } from "@/lib/editions/microbit/calendar-examples";
import {
  makeTimeSlot,
  ofCalendar,
  oneTimeSlotJson,
  timeSlotBody,
  timeSlotsJson,
  timeSlotsOf,
  timeSlotsView,
  timeSlotView,
} from "@/lib/editions/microbit/time-slots";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the time slots of a calendar",
    description:
      "All of them, by day and start. Without any, the calendar is open in the hours of the business.",
    example: timeSlotExamples.list,
    subject: "calendar",
    access: "user",
    params: ofCalendar,
    response: timeSlotsJson,
    run: (ctx, { params }) => timeSlotsOf(ctx, params),
    view: timeSlotsView,
  }),
  POST: route({
    summary: "Add a time slot to a calendar",
    description:
      "A weekly interval on the clock of the business; an end before the start is on the next day, one that is the start is refused. Time slots may overlap. A calendar has at most 100.",
    example: timeSlotExamples.create,
    errors: ["conflict"],
    subject: "calendar",
    access: "user",
    params: ofCalendar,
    body: timeSlotBody,
    response: oneTimeSlotJson,
    status: 201,
    run: (ctx, { params, body }) => makeTimeSlot(ctx, params, body),
    view: timeSlotView,
  }),
});
