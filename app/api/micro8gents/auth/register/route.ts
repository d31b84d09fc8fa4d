import { endpoint, route } from "@/lib/editions/micro8gents";
import { register, registerBody, userJson, userView } from "@/lib/editions/micro8gents/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Register a user and their business",
    access: "public",
    limit: "auth",
    body: registerBody,
    response: userJson,
    status: 201,
    run: (ctx, { body, reply }) => register(ctx, body, reply),
    view: userView,
  }),
});
