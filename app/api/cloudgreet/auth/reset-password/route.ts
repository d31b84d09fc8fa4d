import { endpoint, route } from "@/lib/editions/cloudgreet";
import { emptyJson, emptyView, resetBody, setPassword } from "@/lib/editions/cloudgreet/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Set a new password with the mailed token",
    access: "public",
    limit: "auth",
    body: resetBody,
    response: emptyJson,
    message: "Your password has been changed",
    run: (ctx, { body }) => setPassword(ctx, body),
    view: emptyView,
  }),
});
