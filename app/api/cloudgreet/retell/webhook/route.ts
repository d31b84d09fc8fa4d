import { endpoint, route } from "@/lib/editions/cloudgreet";
import { receivedJson, receivedView } from "@/lib/editions/cloudgreet/webhooks";
import { receiveRetell } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Retell webhook",
    access: "public",
    limit: "webhook",
    response: receivedJson,
    run: (ctx, { rawBody, headers }) => receiveRetell(ctx, rawBody, headers),
    view: receivedView,
  }),
});
