import { endpoint, route } from "@/lib/editions/cloudgreet";
import { healthExample } from "@/lib/editions/cloudgreet/examples";
import { healthAnswer, healthJson, healthQuery, healthView } from "@/lib/editions/cloudgreet/health";
import { checkHealth } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Check system health",
    description:
      "Asks the database; in detail also jobs, storage, the rate limiter and every vendor that is set up. What is reported is up to ten seconds old unless cache is false. 503 with the report in details while the database does not answer.",
    example: healthExample,
    access: "anyone",
    errors: ["unavailable"],
    query: healthQuery,
    response: healthJson,
    run: healthAnswer(checkHealth),
    view: healthView,
  }),
});
