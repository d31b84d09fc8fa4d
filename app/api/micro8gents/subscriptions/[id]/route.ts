import { changePlan } from "@/lib/domain/billing";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { subscriptionExamples } from "@/lib/editions/micro8gents/examples";
import {
  planBody,
  subscriptionJson,
  subscriptionParams,
  subscriptionView,
  withOwner,
} from "@/lib/editions/micro8gents/subscriptions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  PUT: route({
    summary: "Update a subscription",
    description:
      "From now on: what is left of the old plan counts and the difference is paid at once. The free plan ends the paid one now.",
    example: subscriptionExamples.update,
    errors: ["conflict", "vendor_failed"],
    subject: "subscription",
    can: "billing:write",
    params: subscriptionParams,
    body: planBody,
    response: subscriptionJson,
    run: async (ctx, { params, body }) =>
      withOwner(ctx, await changePlan(ctx, { ...body, number: params.id })),
    view: subscriptionView,
  }),
});
