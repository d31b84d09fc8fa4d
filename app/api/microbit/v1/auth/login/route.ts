import { endpoint, route } from "@/lib/editions/microbit";
import { authExamples } from "@/lib/editions/microbit/account-examples";
import { login, loginBody, signedInJson, signedInView } from "@/lib/editions/microbit/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign in and get tokens",
    description: "The access token is good for 15 minutes, the refresh token for 7 days.",
    example: authExamples.login,
    errors: ["invalid_credentials", "suspended"],
    access: "public",
    limit: "auth",
    body: loginBody,
    response: signedInJson,
    run: (ctx, { body }) => login(ctx, body),
    view: signedInView,
  }),
});
