import { z } from "zod";
import { doorRoutes, runCron } from "@/lib/wiring";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = doorRoutes.endpoint({
  GET: doorRoutes.route({
    summary: "Scheduled work, called by the platform's cron with its secret",
    access: "public",
    params: z.object({ job: z.enum(["jobs", "cleanup"]) }),
    response: z.strictObject({ done: z.number().int() }),
    run: (ctx, { params, headers }) => runCron(ctx, params.job, headers),
    view: ({ done }) => ({ done }),
  }),
});
