import { getLead, qualifyLead } from "@/lib/domain/leads";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { leadExamples } from "@/lib/editions/cloudgreet/examples";
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
    description:
      "50 points qualify. New answers replace earlier ones to the same question; a converted or lost lead keeps its status.",
    example: leadExamples.qualify,
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
