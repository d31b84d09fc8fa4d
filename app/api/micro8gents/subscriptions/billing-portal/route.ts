import { openPortal } from "@/lib/domain/billing";
import { endpoint, route } from "@/lib/editions/micro8gents";
import { subscriptionExamples } from "@/lib/editions/micro8gents/examples";
import { portalBody, portalJson } from "@/lib/editions/micro8gents/subscriptions";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Create a billing portal session",
    description: "Send the browser to `url` within a few minutes.",
    example: subscriptionExamples.portal,
    errors: ["vendor_failed"],
    subject: "subscription",
    can: "billing:write",
    body: portalBody,
    response: portalJson,
    run: (ctx, { body }) => openPortal(ctx, body),
    view: ({ url }) => ({ url }),
  }),
});
