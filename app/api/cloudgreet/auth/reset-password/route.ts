import { endpoint, route } from "@/lib/editions/cloudgreet";
import { emptyJson, emptyView, resetBody, setPassword } from "@/lib/editions/cloudgreet/auth";
import { authExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Set a new password with the mailed token",
    description: "Ends every session. The token works once, within an hour.",
    example: authExamples.resetPassword,
    access: "public",
    limit: "auth",
    body: resetBody,
    response: emptyJson,
    message: "Your password has been changed",
    run: (ctx, { body }) => setPassword(ctx, body),
    view: emptyView,
  }),
});
