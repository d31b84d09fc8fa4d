import { listCallRecords } from "@/lib/domain/calls";
import { inBusiness } from "@/lib/domain/context";
import { endpoint, route } from "@/lib/editions/cloudgreet";
import { callsJson, callsQuery, callsView } from "@/lib/editions/cloudgreet/calls";
import { callExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the calls of a business",
    example: callExamples.list,
    subject: "business",
    can: "call:read",
    query: callsQuery,
    response: callsJson,
    run: async (ctx, { query }) => listCallRecords(await inBusiness(ctx, query.businessId), query),
    view: callsView,
  }),
});
