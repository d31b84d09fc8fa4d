import { endpoint, route } from "@/lib/editions/cloudgreet";
import { healthExample } from "@/lib/editions/cloudgreet/examples";
import { healthJson, healthQuery, healthView } from "@/lib/editions/cloudgreet/health";
import { checkHealth } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Check system health",
    description: "A report is up to ten seconds old unless cache is false.",
    example: healthExample,
    access: "public",
    query: healthQuery,
    response: healthJson,
    run: (ctx, { query }) => checkHealth(ctx, query),
    view: healthView,
  }),
});
