import { endpoint, route } from "@/lib/editions/micro8gents";
import { webhookExamples } from "@/lib/editions/micro8gents/examples";
import { receivedJson, receivedView, requireKnown } from "@/lib/editions/micro8gents/webhooks";
import { receiveStripe } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Stripe webhook",
    description:
      "Signed by Stripe, not older than five minutes: checkout.session.*, customer.subscription.* and invoice.* events.",
    example: webhookExamples.stripe,
    access: "public",
    limit: "webhook",
    rewords: { token_invalid: "malformed" },
    response: receivedJson,
    run: async (ctx, { rawBody, headers }) => requireKnown(await receiveStripe(ctx, rawBody, headers)),
    view: receivedView,
  }),
});
