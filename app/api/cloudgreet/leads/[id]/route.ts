import { getLead, updateLead } from "@/lib/domain/leads";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { leadExamples } from "@/lib/editions/cloudgreet/examples";
import { leadJson, leadParams, leadView, toLeadPatch, updateLeadBody } from "@/lib/editions/cloudgreet/leads";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get a lead",
    example: leadExamples.one,
    subject: "lead",
    can: "lead:read",
    params: leadParams,
    response: leadJson,
    run: async (ctx, { params }) => (await inBusinessWith(ctx, (ctx) => getLead(ctx, params.id))).found,
    view: leadView,
  }),
  PUT: route({
    summary: "Update a lead",
    description: "What is absent stays; null empties the phone number or the e-mail address.",
    example: leadExamples.update,
    errors: ["conflict"],
    subject: "lead",
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
