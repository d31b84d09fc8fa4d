import { endpoint, route } from "@/lib/editions/micro8gents";
import { messageJson, say } from "@/lib/editions/micro8gents/auth";
import {
  bookingJson,
  bookingParams,
  bookingPatch,
  bookingView,
  changeBooking,
  deleteBooking,
  findBooking,
} from "@/lib/editions/micro8gents/bookings";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a booking",
    can: "appointment:read",
    params: bookingParams,
    response: bookingJson,
    run: (ctx, { params }) => findBooking(ctx, params),
    view: bookingView,
  }),
  PUT: route({
    summary: "Update a booking",
    can: "appointment:write",
    params: bookingParams,
    body: bookingPatch,
    response: bookingJson,
    run: (ctx, { params, body }) => changeBooking(ctx, params, body),
    view: bookingView,
  }),
  DELETE: route({
    summary: "Delete a booking",
    can: "appointment:write",
    params: bookingParams,
    response: messageJson,
    run: (ctx, { params }) => deleteBooking(ctx, params),
    view: say("Booking deleted successfully"),
  }),
});
