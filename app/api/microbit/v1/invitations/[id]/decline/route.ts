import { declineInvitation } from "@/lib/domain/members";
import { endpoint, messageJson, route, say } from "@/lib/editions/microbit";
import { answerBody, answered, invitationInPath } from "@/lib/editions/microbit/invitations";
import { invitationExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  POST: route({
    summary: "Decline an invitation",
    description:
      "For whoever has the invited address: verified, or with the token of the link (403 says what to do). Another's and one that is over are not found.",
    example: invitationExamples.decline,
    errors: ["forbidden", "not_found"],
    subject: "invitation",
    access: "user",
    params: invitationInPath,
    body: answerBody,
    response: messageJson,
    run: async (ctx, { params, body }) => declineInvitation(ctx, await answered(ctx, params, body)),
    view: say("Invitation declined"),
  }),
});
