import { getSubscription } from "@/lib/domain/billing";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { subscriptionExamples } from "@/lib/editions/micro8gents/examples";
import { subscriptionJson, subscriptionView, withOwner } from "@/lib/editions/micro8gents/subscriptions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "Get the current subscription",
    description: "404 until a plan was chosen. Incomplete, unpaid and paused ones are past_due.",
    example: subscriptionExamples.current,
    subject: "subscription",
    can: "billing:read",
    response: subscriptionJson,
    run: async (ctx) => withOwner(ctx, await getSubscription(ctx)),
    view: subscriptionView,
  }),
});
