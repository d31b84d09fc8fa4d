import { getLead, qualifyLead } from "@/lib/domain/leads";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import {
  leadParams,
  qualifiedLeadJson,
  qualifiedLeadView,
  qualifyLeadBody,
} from "@/lib/editions/cloudgreet/leads";
import { inBusinessWith } from "@/lib/editions/cloudgreet/scope";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Score a lead by what a salesperson found out, and say whether it qualifies",
    subject: "lead",
    params: leadParams,
    body: qualifyLeadBody,
    response: qualifiedLeadJson,
    run: async (ctx, { params, body }) => {
      const { ctx: scoped } = await inBusinessWith(ctx, (ctx) => getLead(ctx, params.id));
      return qualifyLead(scoped, { id: params.id, ...body });
    },
    view: qualifiedLeadView,
  }),
});
