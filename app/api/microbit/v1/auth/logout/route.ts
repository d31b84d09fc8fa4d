import { signOut } from "@/lib/domain/access";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { authExamples } from "@/lib/editions/microbit/account-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Sign out",
    description: "Ends the session: its access tokens and its refresh token are no longer good.",
    example: authExamples.logout,
    access: "user",
    response: messageJson,
    run: (ctx) => signOut(ctx),
    view: say("Logged out successfully"),
  }),
});
