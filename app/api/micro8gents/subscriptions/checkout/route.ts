import { startCheckout } from "@/lib/domain/billing";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { subscriptionExamples } from "@/lib/editions/micro8gents/examples";
import { checkoutBody, checkoutJson } from "@/lib/editions/micro8gents/subscriptions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Create a checkout session",
    description:
      "Send the browser to `url`. The same request, while the page is open, is the same page. The addresses begin with https:// or http://, or are paths of this installation.",
    example: subscriptionExamples.checkout,
    errors: ["conflict", "vendor_failed"],
    can: "billing:write",
    body: checkoutBody,
    response: checkoutJson,
    run: (ctx, { body }) => startCheckout(ctx, body),
    view: ({ sessionId, url }) => ({ sessionId, url }),
  }),
});
