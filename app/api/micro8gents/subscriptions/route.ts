import { subscribe } from "@/lib/domain/billing";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { subscriptionExamples } from "@/lib/editions/micro8gents/examples";
import {
  planBody,
  subscriptionJson,
  subscriptionView,
  withOwner,
} from "@/lib/editions/micro8gents/subscriptions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Create a subscription",
    description:
      "Paid with the saved card; without one it is past_due until its first payment, for which there is the checkout.",
    example: subscriptionExamples.create,
    errors: ["conflict", "vendor_failed"],
    can: "billing:write",
    body: planBody,
    response: subscriptionJson,
    status: 201,
    run: async (ctx, { body }) => withOwner(ctx, await subscribe(ctx, body)),
    view: subscriptionView,
  }),
});
