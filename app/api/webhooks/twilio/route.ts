import { z } from "zod";
import { doorRoutes, receiveTwilio } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "Twilio webhook, for the accounts of businesses",
    access: "public",
    limit: "webhook",
    maxBytes: 64_000,
    speaks: "xml",
    response: z.string(),
    run: (ctx, { rawBody, url, headers }) => receiveTwilio(ctx, { rawBody, url, headers }),
    view: (document) => document,
  }),
});
