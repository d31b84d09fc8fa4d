import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { endpoint, messageJson, route, say } from "@/lib/editions/micro8gents";
import { hoursBody, hoursJson, hoursView, toHours } from "@/lib/editions/micro8gents/business";
import { businessExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the hours of operation",
    description: "All seven days. Several intervals a day show as first opening to last closing.",
    example: businessExamples.hours,
    can: "business:read",
    response: hoursJson,
    run: (ctx) => getBusiness(ctx),
    view: hoursView,
  }),
  PUT: route({
    summary: "Update the hours of operation",
    description: "Named days change, others stay. A closed day may have empty times.",
    example: businessExamples.updateHours,
    can: "business:write",
    body: hoursBody,
    response: messageJson,
    run: async (ctx, { body }) => updateBusiness(ctx, toHours(await getBusiness(ctx), body)),
    view: say("Hours of operation updated successfully"),
  }),
});
