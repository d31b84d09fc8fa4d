import { endpoint, route } from "@/lib/editions/cloudgreet";
import { emptyJson, emptyView, forgotBody, forgotPassword } from "@/lib/editions/cloudgreet/auth";
import { authExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Request a password reset by e-mail",
    description: "The answer is the same whether or not there is an account.",
    example: authExamples.forgotPassword,
    access: "public",
    limit: "auth",
    body: forgotBody,
    response: emptyJson,
    message: "If an account exists, a reset link has been sent",
    run: (ctx, { body }) => forgotPassword(ctx, body),
    view: emptyView,
  }),
});
