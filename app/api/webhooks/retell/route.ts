import { z } from "zod";
import { doorRoutes, receiveRetell } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "Retell webhook",
    access: "public",
    limit: "webhook",
    response: z.strictObject({ status: z.string() }),
    run: (ctx, { rawBody, headers }) => receiveRetell(ctx, rawBody, headers),
    view: ({ status }) => ({ status }),
  }),
});
