import { z } from "zod";
import { doorRoutes, receiveN8n } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "n8n webhook",
    access: "public",
    limit: "webhook",
    maxBytes: 64_000,
    response: z.strictObject({
      status: z.string(),
      action: z.string(),
      result: z.record(z.string(), z.unknown()),
    }),
    run: (ctx, { rawBody, headers }) => receiveN8n(ctx, rawBody, headers),
    view: (acted) => acted,
  }),
});
