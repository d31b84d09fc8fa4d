import { endpoint, route } from "@/lib/editions/cloudgreet";
import { webhookExamples } from "@/lib/editions/cloudgreet/examples";
import { receivedJson, receivedView } from "@/lib/editions/cloudgreet/webhooks";
import { receiveRetell } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Retell webhook",
    description:
      "Signed by Retell (HMAC), not older than five minutes. Its own body and this one are both understood.",
    example: webhookExamples.retell,
    access: "public",
    limit: "webhook",
    response: receivedJson,
    run: (ctx, { rawBody, headers }) => receiveRetell(ctx, rawBody, headers),
    view: receivedView,
  }),
});
