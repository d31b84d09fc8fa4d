import { getLead, updateLead } from "@/lib/domain/leads";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { leadJson, leadParams, leadView, toLeadPatch, updateLeadBody } from "@/lib/editions/cloudgreet/leads";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a lead",
    can: "lead:read",
    params: leadParams,
    response: leadJson,
    run: async (ctx, { params }) => (await inBusinessWith(ctx, (ctx) => getLead(ctx, params.id))).found,
    view: leadView,
  }),
  PUT: route({
    summary: "Update a lead",
    params: leadParams,
    body: updateLeadBody,
    response: leadJson,
    run: async (ctx, { params, body }) => {
      const { ctx: scoped, found } = await inBusinessWith(ctx, (ctx) => getLead(ctx, params.id));
      return updateLead(scoped, toLeadPatch(found, body));
    },
    view: leadView,
  }),
});
