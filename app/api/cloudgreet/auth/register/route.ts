import { endpoint, route } from "@/lib/editions/cloudgreet";
import { register, registerBody, tokenJson, tokenView } from "@/lib/editions/cloudgreet/auth";
import { authExamples } from "@/lib/editions/cloudgreet/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Register a user and their business",
    description: "The password has at least 8 characters.",
    example: authExamples.register,
    errors: ["forbidden", "already_exists"],
    access: "public",
    limit: "auth",
    body: registerBody,
    response: tokenJson,
    status: 201,
    run: (ctx, { body }) => register(ctx, body),
    view: tokenView,
  }),
});
