import { endpoint, route } from "@/lib/editions/micro8gents";
import {
  bookingBody,
  bookingJson,
  bookingsJson,
  bookingsQuery,
  bookingsView,
  bookingView,
  listBookings,
  makeBooking,
} from "@/lib/editions/micro8gents/bookings";
import { bookingExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the bookings",
    description: "The newest 1,000, or the newest before an instant.",
    example: bookingExamples.list,
    can: "appointment:read",
    query: bookingsQuery,
    response: bookingsJson,
    run: (ctx, { query }) => listBookings(ctx, query),
    view: bookingsView,
  }),
  POST: route({
    summary: "Create a booking",
    description:
      "By the rules that customers book by: outside hours or in the past is 400, a taken time 409 with the next free ones in details. service may name one that is offered, which sets the length.",
    example: bookingExamples.create,
    errors: ["slot_taken", "conflict"],
    can: "appointment:write",
    body: bookingBody,
    response: bookingJson,
    status: 201,
    run: (ctx, { body }) => makeBooking(ctx, body),
    view: bookingView,
  }),
});
