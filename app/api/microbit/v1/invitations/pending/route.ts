import { listMyInvitations } from "@/lib/domain/members";
import { endpoint, route } from "@/lib/editions/microbit";
import { pendingJson, pendingView } from "@/lib/editions/microbit/invitations";
import { invitationExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List my open invitations",
    description:
      "Those to the signed-in person's address, newest first, at most 1,000. None before the address is verified, which is done on the dashboard's page /verify-email.",
    example: invitationExamples.pending,
    errors: ["forbidden"],
    access: "user",
    response: pendingJson,
    run: (ctx) => listMyInvitations(ctx),
    view: pendingView,
  }),
});
