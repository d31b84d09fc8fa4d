import { endpoint, route } from "@/lib/editions/micro8gents";
import { login, loginBody, userJson, userView } from "@/lib/editions/micro8gents/auth";
import { authExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign in and get the session cookie",
    description: "username is the user name or the e-mail address.",
    example: authExamples.login,
    errors: ["invalid_credentials", "suspended"],
    access: "public",
    limit: "auth",
    body: loginBody,
    response: userJson,
    run: (ctx, { body, reply }) => login(ctx, body, reply),
    view: userView,
  }),
});
