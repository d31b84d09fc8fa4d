import { inviteMember, listInvitations } from "@/lib/domain/members";
import { endpoint, route } from "@/lib/editions/microbit";
import {
  invitationBody,
  invitationsJson,
  invitationsView,
  newInvitationJson,
  newInvitationView,
} from "@/lib/editions/microbit/invitations";
import { inPath, inWorkspace } from "@/lib/editions/microbit/workspace";
import { invitationExamples } from "@/lib/editions/microbit/workspace-examples";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint({
  GET: route({
    summary: "List the open invitations",
    description: "For owner and admins, newest first, at most 1,000.",
    example: invitationExamples.list,
    errors: ["forbidden", "not_found"],
    subject: "business",
    access: "user",
    params: inPath,
    response: invitationsJson,
    run: async (ctx, { params }) => listInvitations(await inWorkspace(ctx, params)),
    view: invitationsView,
  }),
  POST: route({
    summary: "Invite somebody",
    description:
      "For owner and admins. A mail with a link goes out; the token, told once, is for a link that is handed over otherwise. An open invitation to the same address is replaced. Nobody is invited as owner (403).",
    example: invitationExamples.create,
    errors: ["forbidden", "not_found", "already_exists", "quota_exceeded"],
    subject: "business",
    access: "user",
    params: inPath,
    body: invitationBody,
    response: newInvitationJson,
    status: 201,
    run: async (ctx, { params, body }) => inviteMember(await inWorkspace(ctx, params), body),
    view: newInvitationView,
  }),
});
