import { endpoint, route } from "@/lib/editions/cloudgreet";
import { login, loginBody, tokenJson, tokenView } from "@/lib/editions/cloudgreet/auth";
import { authExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign in and get an access token",
    example: authExamples.login,
    errors: ["invalid_credentials", "suspended"],
    access: "public",
    limit: "auth",
    body: loginBody,
    response: tokenJson,
    run: (ctx, { body }) => login(ctx, body),
    view: tokenView,
  }),
});
