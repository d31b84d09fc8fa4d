import { overview } from "@/lib/domain/analytics";
import { inBusiness } from "@/lib/domain/context";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { analyticsQuery, overviewJson, overviewView } from "@/lib/editions/cloudgreet/analytics";
import { analyticsExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "The figures of a business",
    description:
      "The range bounds the totals: leads by when they came, calls by when they began, appointments and revenue by when they take place; a date without a time means the whole of that day in UTC. Today and this month are those of the business's own time zone, whatever the range. Revenue is what completed appointments cost when they were booked, in the currency of the business (50.5 is fifty and a half). A rate of nothing is 0.",
    example: analyticsExamples.overview,
    subject: "business",
    can: "analytics:read",
    query: analyticsQuery,
    response: overviewJson,
    run: async (ctx, { query }) => overview(await inBusiness(ctx, query.businessId), query.range),
    view: overviewView,
  }),
});
