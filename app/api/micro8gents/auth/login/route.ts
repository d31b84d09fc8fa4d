import { endpoint, route } from "@/lib/editions/micro8gents";
import { login, loginBody, userJson, userView } from "@/lib/editions/micro8gents/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign in and get the session cookie",
    access: "public",
    limit: "auth",
    body: loginBody,
    response: userJson,
    run: (ctx, { body, reply }) => login(ctx, body, reply),
    view: userView,
  }),
});
