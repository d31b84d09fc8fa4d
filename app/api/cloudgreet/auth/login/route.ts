import { endpoint, route } from "@/lib/editions/cloudgreet";
import { login, loginBody, tokenJson, tokenView } from "@/lib/editions/cloudgreet/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign in and get an access token",
    access: "public",
    limit: "auth",
    body: loginBody,
    response: tokenJson,
    run: (ctx, { body }) => login(ctx, body),
    view: tokenView,
  }),
});
