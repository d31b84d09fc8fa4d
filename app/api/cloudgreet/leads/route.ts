import { inBusiness } from "@/lib/domain/context";
import { createLead, listLeads } from "@/lib/domain/leads";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { leadExamples } from "@/lib/editions/cloudgreet/examples";
import {
  createLeadBody,
  leadJson,
  leadsJson,
  leadsQuery,
  leadsView,
  leadView,
} from "@/lib/editions/cloudgreet/leads";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the leads of a business",
    example: leadExamples.list,
    subject: "business",
    can: "lead:read",
    query: leadsQuery,
    response: leadsJson,
    run: async (ctx, { query }) => listLeads(await inBusiness(ctx, query.businessId), query),
    view: leadsView,
  }),
  POST: route({
    summary: "Create a lead",
    description: "One of phone, email and name is required. Without business_id it is the token's business.",
    example: leadExamples.create,
    subject: "business",
    body: createLeadBody,
    response: leadJson,
    status: 201,
    run: async (ctx, { body }) => createLead(await inBusiness(ctx, body.businessId), body),
    view: leadView,
  }),
});
