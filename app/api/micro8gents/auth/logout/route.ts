import { endpoint, messageJson, route, say } from "@/lib/editions/micro8gents";
import { logout } from "@/lib/editions/micro8gents/auth";
import { authExamples } from "@/lib/editions/micro8gents/examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign out",
    description: "Ends the session that the request shows; without one it changes nothing.",
    example: authExamples.logout,
    access: "anyone",
    response: messageJson,
    run: (ctx, { reply }) => logout(ctx, reply),
    view: say("Logged out successfully"),
  }),
});
