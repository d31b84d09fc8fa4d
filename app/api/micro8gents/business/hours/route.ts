import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { messageJson, say } from "@/lib/editions/micro8gents/auth";
import { hoursBody, hoursJson, hoursView, toHours } from "@/lib/editions/micro8gents/business";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the hours of operation",
    can: "business:read",
    response: hoursJson,
    run: (ctx) => getBusiness(ctx),
    view: hoursView,
  }),
  PUT: route({
    summary: "Update the hours of operation",
    can: "business:write",
    body: hoursBody,
    response: messageJson,
    run: async (ctx, { body }) => updateBusiness(ctx, toHours(await getBusiness(ctx), body)),
    view: say("Hours of operation updated successfully"),
  }),
});
