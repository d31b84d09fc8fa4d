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

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the bookings",
    can: "appointment:read",
    query: bookingsQuery,
    response: bookingsJson,
    run: (ctx, { query }) => listBookings(ctx, query),
    view: bookingsView,
  }),
  POST: route({
    summary: "Create a booking",
    can: "appointment:write",
    body: bookingBody,
    response: bookingJson,
    status: 201,
    run: (ctx, { body }) => makeBooking(ctx, body),
    view: bookingView,
  }),
});
