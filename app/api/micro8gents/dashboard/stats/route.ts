import { monthFigures } from "@/lib/domain/analytics";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { statsJson, statsView } from "@/lib/editions/micro8gents/dashboard";
import { dashboardExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the dashboard's figures",
    description:
      "All calls; the bookings that take place in this calendar month of the business and were not called off; what the completed ones among them brought in, in the business's currency.",
    example: dashboardExamples.stats,
    can: "analytics:read",
    response: statsJson,
    run: monthFigures,
    view: statsView,
  }),
});
