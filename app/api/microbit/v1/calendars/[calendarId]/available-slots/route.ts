import { endpoint, route } from "@/lib/editions/microbit";
import {
  availableSlotsJson,
  availableSlotsQuery,
  availableSlotsView,
  offeredSlots,
} from "@/lib/editions/microbit/available-slots";
import { timeSlotExamples } from "@/lib/editions/microbit/calendar-examples";
import { ofCalendar } from "@/lib/editions/microbit/time-slots";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the times that can be booked",
    description:
      "For anybody. date, start_time and end_time are on the clock of the business in timezone; start_at and end_at are the same instants in UTC, to be sent as start_time and end_time of an appointment. One start every slot step of the calendar, so that slots may overlap each other. 403 where the business takes bookings by phone only.",
    example: timeSlotExamples.available,
    errors: ["forbidden"],
    subject: "calendar",
    access: "public",
    params: ofCalendar,
    query: availableSlotsQuery,
    response: availableSlotsJson,
    run: (ctx, { params, query }) => offeredSlots(ctx, params, query),
    view: availableSlotsView,
  }),
});
