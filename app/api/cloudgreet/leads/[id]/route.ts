import { getLead, updateLead } from "@/lib/domain/leads";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { leadJson, leadParams, leadView, toLeadPatch, updateLeadBody } from "@/lib/editions/cloudgreet/leads";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a lead",
    can: "lead:read",
    params: leadParams,
    response: leadJson,
    run: (ctx, { params }) => getLead(ctx, params.id),
    view: leadView,
  }),
  PUT: route({
    summary: "Update a lead",
    can: "lead:write",
    params: leadParams,
    body: updateLeadBody,
    response: leadJson,
    run: async (ctx, { params, body }) => updateLead(ctx, toLeadPatch(await getLead(ctx, params.id), body)),
    view: leadView,
  }),
});
