import { endpoint, route } from "@/lib/editions/micro8gents";
import { register, registerBody, userJson, userView } from "@/lib/editions/micro8gents/auth";
import { authExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Register a user and their business",
    description:
      "Makes the account and its business, in UTC, open Monday to Friday, nine to five, and sets the session cookie.",
    example: authExamples.register,
    errors: ["forbidden", "already_exists"],
    access: "public",
    limit: "auth",
    body: registerBody,
    response: userJson,
    status: 201,
    run: (ctx, { body, reply }) => register(ctx, body, reply),
    view: userView,
  }),
});
