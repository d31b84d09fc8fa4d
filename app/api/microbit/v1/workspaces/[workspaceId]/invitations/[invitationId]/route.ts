import { cancelInvitation } from "@/lib/domain/members";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { invitationBelow } from "@/lib/editions/microbit/invitations";
import { inWorkspace } from "@/lib/editions/microbit/workspace";
import { invitationExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  DELETE: route({
    summary: "Cancel an invitation",
    description: "For owner and admins. One that is over is not found.",
    example: invitationExamples.cancel,
    errors: ["forbidden", "not_found"],
    subject: "invitation",
    access: "user",
    params: invitationBelow,
    response: messageJson,
    run: async (ctx, { params }) => cancelInvitation(await inWorkspace(ctx, params), params.invitationId),
    view: say("Invitation cancelled"),
  }),
});
