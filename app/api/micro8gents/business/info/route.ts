import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { infoBody, infoJson, infoView, toPatch, withOwner } from "@/lib/editions/micro8gents/business";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the business",
    can: "business:read",
    response: infoJson,
    run: async (ctx) => withOwner(ctx, await getBusiness(ctx)),
    view: infoView,
  }),
  PUT: route({
    summary: "Update the business",
    can: "business:write",
    body: infoBody,
    response: infoJson,
    run: async (ctx, { body }) => withOwner(ctx, await updateBusiness(ctx, toPatch(body))),
    view: infoView,
  }),
});
