import { endpoint, route } from "@/lib/editions/micro8gents";
import { logout, messageJson, say } from "@/lib/editions/micro8gents/auth";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign out",
    access: "anyone",
    response: messageJson,
    run: (ctx, { reply }) => logout(ctx, reply),
    view: say("Logged out successfully"),
  }),
});
