import { z } from "zod";
import type { Context } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { type Invitation, invitationAt } from "@/lib/domain/members";
import { iso, isoText } from "@/lib/http/wire";
import { ids } from "./ids";
import { roleView, roleWord } from "./roles";
import { inPath } from "./workspace";

export const invitationBelow = inPath.extend({ invitationId: ids.read("invitation") });
export const invitationInPath = z.object({ id: ids.read("invitation") });
export const invitationBody = z.object({ email: z.email().max(254), role: roleWord });
/** Not in the published document: what a workspace handed over otherwise than by mail joins, too. */
export const answerBody = z.object({
  token: z.string().max(500).optional().describe("Of the link, where the address is not verified yet."),
});

const fields = {
  id: z.string(),
  workspace_id: z.string(),
  email: z.string(),
  role: roleWord,
  status: z.literal("pending"),
  created_at: isoText,
  expires_at: isoText,
};
export const newInvitationJson = z.strictObject({
  invitation: z.strictObject({ ...fields, token: z.string() }),
});
export const invitationsJson = z.strictObject({ invitations: z.array(z.strictObject(fields)) });
export const pendingJson = z.strictObject({
  invitations: z.array(z.strictObject({ ...fields, workspace: z.strictObject({ name: z.string() }) })),
});
export const acceptedJson = z.strictObject({ message: z.string(), workspace_id: z.string() });

/**
 * Which invitation is answered: that of the path, by the token of its link where one is given.
 * @throws DomainError not_found for a token of another.
 */
export async function answered(
  ctx: Context,
  { id }: z.output<typeof invitationInPath>,
  { token }: z.output<typeof answerBody>,
): Promise<{ id: string } | { token: string }> {
  if (token === undefined) return { id };
  if ((await invitationAt(ctx, token))?.id !== id) throw notFound("invitation");
  return { token };
}

const view = (invitation: Invitation) => ({
  id: ids.write("invitation", invitation.id),
  workspace_id: ids.write("workspace", invitation.businessId),
  email: invitation.email,
  role: roleView(invitation.role),
  status: "pending" as const,
  created_at: iso(invitation.createdAt),
  expires_at: iso(invitation.expiresAt),
});

export const newInvitationView = (made: {
  invitation: Invitation;
  token: string;
}): z.input<typeof newInvitationJson> => ({
  invitation: { ...view(made.invitation), token: made.token },
});
export const invitationsView = (found: Invitation[]): z.input<typeof invitationsJson> => ({
  invitations: found.map(view),
});
export const pendingView = (found: Invitation[]): z.input<typeof pendingJson> => ({
  invitations: found.map((invitation) => ({
    ...view(invitation),
    workspace: { name: invitation.businessName },
  })),
});
export const acceptedView = ({ businessId }: { businessId: string }): z.input<typeof acceptedJson> => ({
  message: "Invitation accepted",
  workspace_id: ids.write("workspace", businessId),
});
