import { z } from "zod";
import { doorRoutes, receiveTelnyx } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "Telnyx webhook",
    access: "public",
    limit: "webhook",
    response: z.strictObject({ status: z.string() }),
    run: (ctx, { rawBody, headers }) => receiveTelnyx(ctx, rawBody, headers),
    view: ({ status }) => ({ status }),
  }),
});
