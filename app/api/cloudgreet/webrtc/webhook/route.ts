import { endpoint, route } from "@/lib/editions/cloudgreet";
import { webhookExamples } from "@/lib/editions/cloudgreet/examples";
import { receivedJson, receivedView } from "@/lib/editions/cloudgreet/webhooks";
import { receiveTelnyx } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Telnyx voice webhook",
    description:
      "Signed by Telnyx (Ed25519), not older than five minutes. Its own body and this one are both understood.",
    example: webhookExamples.voice,
    access: "public",
    limit: "webhook",
    response: receivedJson,
    run: (ctx, { rawBody, headers }) => receiveTelnyx(ctx, rawBody, headers),
    view: receivedView,
  }),
});
