import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { calendarExamples } from "@/lib/editions/microbit/calendar-examples";
import {
  calendarParams,
  calendarPatch,
  calendarView,
  changeCalendar,
  deleteCalendar,
  findCalendar,
  oneCalendarJson,
} from "@/lib/editions/microbit/calendars";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a calendar",
    example: calendarExamples.one,
    subject: "calendar",
    access: "user",
    params: calendarParams,
    response: oneCalendarJson,
    run: (ctx, { params }) => findCalendar(ctx, params),
    view: calendarView,
  }),
  PUT: route({
    summary: "Update a calendar",
    description: "What is absent stays; null takes the assistant away.",
    example: calendarExamples.update,
    subject: "calendar",
    access: "user",
    params: calendarParams,
    body: calendarPatch,
    response: oneCalendarJson,
    run: (ctx, { params, body }) => changeCalendar(ctx, params, body),
    view: calendarView,
  }),
  DELETE: route({
    summary: "Delete a calendar",
    description: "409 while it has appointments to come. What is over stays in the list of appointments.",
    example: calendarExamples.delete,
    errors: ["conflict"],
    subject: "calendar",
    access: "user",
    params: calendarParams,
    response: messageJson,
    run: (ctx, { params }) => deleteCalendar(ctx, params),
    view: say("Calendar deleted"),
  }),
});
