import { getBusiness, updateBusiness } from "@/lib/domain/businesses";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { infoBody, infoJson, infoView, toPatch, withOwner } from "@/lib/editions/micro8gents/business";
import { businessExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the business",
    description: "email is the business's own, else its owner's.",
    example: businessExamples.info,
    can: "business:read",
    response: infoJson,
    run: async (ctx) => withOwner(ctx, await getBusiness(ctx)),
    view: infoView,
  }),
  PUT: route({
    summary: "Update the business",
    description: "What is absent stays; null empties a field that can be empty.",
    example: businessExamples.updateInfo,
    can: "business:write",
    body: infoBody,
    response: infoJson,
    run: async (ctx, { body }) => withOwner(ctx, await updateBusiness(ctx, toPatch(body))),
    view: infoView,
  }),
});
