import { endpoint, route } from "@/lib/editions/micro8gents";
import { automationExamples } from "@/lib/editions/micro8gents/examples";
import { ACTION_REFUSALS, actedOnJson, actedOnView } from "@/lib/editions/micro8gents/webhooks";
import { receiveN8n } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "n8n webhook",
    description:
      "Signed by the workflow: X-N8N-Signature is sha256= and the hex HMAC-SHA256 of the body with the secret of the business's n8n integration. Actions: create_booking, cancel_booking, create_lead, send_message. Under one id an action is done once.",
    example: automationExamples.n8n,
    access: "public",
    limit: "webhook",
    maxBytes: 64_000,
    rewords: ACTION_REFUSALS,
    response: actedOnJson,
    run: (ctx, { rawBody, headers }) => receiveN8n(ctx, rawBody, headers),
    view: actedOnView,
  }),
});
