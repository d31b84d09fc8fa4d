import { endpoint, route } from "@/lib/editions/microbit";
import { calendarExamples } from "@/lib/editions/microbit/calendar-examples";
import {
  calendarBody,
  calendarsJson,
  calendarsOf,
  calendarsView,
  calendarView,
  makeCalendar,
  oneCalendarJson,
} from "@/lib/editions/microbit/calendars";
import { inPath } from "@/lib/editions/microbit/workspace";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the calendars",
    description: "All of them, in their order.",
    example: calendarExamples.list,
    subject: "business",
    access: "user",
    params: inPath,
    response: calendarsJson,
    run: (ctx, { params }) => calendarsOf(ctx, params),
    view: calendarsView,
  }),
  POST: route({
    summary: "Create a calendar",
    description:
      "Until it has time slots, it is open in the hours of the business. A workspace has at most 100 calendars.",
    example: calendarExamples.create,
    errors: ["conflict"],
    subject: "business",
    access: "user",
    params: inPath,
    body: calendarBody,
    response: oneCalendarJson,
    status: 201,
    run: (ctx, { params, body }) => makeCalendar(ctx, params, body),
    view: calendarView,
  }),
});
