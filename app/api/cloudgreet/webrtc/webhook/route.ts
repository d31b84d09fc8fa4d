import { endpoint, route } from "@/lib/editions/cloudgreet";
import { receivedJson, receivedView } from "@/lib/editions/cloudgreet/webhooks";
import { receiveTelnyx } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Telnyx voice webhook",
    access: "public",
    limit: "webhook",
    response: receivedJson,
    run: (ctx, { rawBody, headers }) => receiveTelnyx(ctx, rawBody, headers),
    view: receivedView,
  }),
});
