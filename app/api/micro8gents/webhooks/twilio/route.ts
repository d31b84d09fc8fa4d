import { endpoint, route } from "@/lib/editions/micro8gents";
import { webhookExamples } from "@/lib/editions/micro8gents/examples";
import { twimlDocument } from "@/lib/editions/micro8gents/webhooks";
import { receiveTwilio } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Twilio webhook",
    description:
      "Signed by Twilio with the Auth Token of an account that a business has connected: its calls, texts and what becomes of them. A call that rings is answered with TwiML that says who takes it.",
    example: webhookExamples.twilio,
    access: "public",
    limit: "webhook",
    maxBytes: 64_000,
    rewords: { token_invalid: "malformed" },
    speaks: "xml",
    response: twimlDocument,
    run: (ctx, { rawBody, url, headers }) => receiveTwilio(ctx, { rawBody, url, headers }),
    view: (document) => document,
  }),
});
