import { z } from "zod";
import { doorRoutes, receiveStripe } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "Stripe webhook",
    access: "public",
    limit: "webhook",
    response: z.strictObject({ status: z.string() }),
    run: (ctx, { rawBody, headers }) => receiveStripe(ctx, rawBody, headers),
    view: ({ status }) => ({ status }),
  }),
});
