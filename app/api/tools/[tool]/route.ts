import { z } from "zod";
import { doorRoutes, runToolRequest } from "@/lib/wiring";

const receipt = z.strictObject({ kind: z.string(), id: z.string() }).nullable();

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  POST: doorRoutes.route({
    summary: "A tool of the receptionist, called by the voice vendor during a call",
    access: "public",
    limit: "webhook",
    params: z.object({ tool: z.string().max(64) }),
    response: z.strictObject({ result: z.record(z.string(), z.unknown()), receipt }),
    run: (ctx, { params, rawBody, headers }) => runToolRequest(ctx, params.tool, rawBody, headers),
    view: ({ result, receipt: written }) => ({ result, receipt: written }),
  }),
});
