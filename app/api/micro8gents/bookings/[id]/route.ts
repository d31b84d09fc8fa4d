import { endpoint, messageJson, route, say } from "@/lib/editions/micro8gents";
import {
  bookingJson,
  bookingParams,
  bookingPatch,
  bookingView,
  changeBooking,
  deleteBooking,
  findBooking,
} from "@/lib/editions/micro8gents/bookings";
import { bookingExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a booking",
    example: bookingExamples.one,
    subject: "appointment",
    can: "appointment:read",
    params: bookingParams,
    response: bookingJson,
    run: (ctx, { params }) => findBooking(ctx, params),
    view: bookingView,
  }),
  PUT: route({
    summary: "Update a booking",
    description:
      "What is absent stays; null empties notes, phone and email. Other words for service book what they name, with its length: where that does not fit it is refused as a new booking is.",
    example: bookingExamples.update,
    errors: ["slot_taken", "conflict"],
    subject: "appointment",
    can: "appointment:write",
    params: bookingParams,
    body: bookingPatch,
    response: bookingJson,
    run: (ctx, { params, body }) => changeBooking(ctx, params, body),
    view: bookingView,
  }),
  DELETE: route({
    summary: "Delete a booking",
    description: "It is cancelled, its time is free, and it is gone from lists and reads.",
    example: bookingExamples.delete,
    errors: ["conflict"],
    subject: "appointment",
    can: "appointment:write",
    params: bookingParams,
    response: messageJson,
    run: (ctx, { params }) => deleteBooking(ctx, params),
    view: say("Booking deleted successfully"),
  }),
});
