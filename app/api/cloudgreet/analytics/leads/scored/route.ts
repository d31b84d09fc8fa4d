import { scoredLeads } from "@/lib/domain/analytics";
import { inBusiness } from "@/lib/domain/context";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { analyticsQuery, scoredLeadsJson, scoredLeadsView } from "@/lib/editions/cloudgreet/analytics";
import { analyticsExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "How the leads of a business are scored",
    description:
      "How the scores of the leads that came in the range are spread and what became of the leads; which signals moved the scores, read from the newest 1,000 of them (signals_read_from says how many); and the ten best that are still open, with their reasons. What nothing is known of is null. A date without a time means the whole of that day in UTC. An API key needs lead:read besides analytics:read.",
    example: analyticsExamples.scored,
    subject: "business",
    can: "analytics:read",
    query: analyticsQuery,
    response: scoredLeadsJson,
    run: async (ctx, { query }) => scoredLeads(await inBusiness(ctx, query.businessId), query.range),
    view: scoredLeadsView,
  }),
});
