import { endpoint, route } from "@/lib/editions/microbit";
import { authExamples } from "@/lib/editions/microbit/account-examples";
import { accessJson, accessView, refresh, refreshBody } from "@/lib/editions/microbit/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Get a new access token",
    description:
      "The refresh token stays the same, and is good until its 7 days are over or its session ends.",
    example: authExamples.refresh,
    errors: ["token_invalid", "token_expired", "suspended"],
    access: "public",
    body: refreshBody,
    response: accessJson,
    run: (ctx, { body }) => refresh(ctx, body),
    view: accessView,
  }),
});
