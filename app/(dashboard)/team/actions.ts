"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { cancelInvitation, changeRole, inviteMember, removeMember } from "@/lib/domain/members";
import { GRANTED_ROLES } from "@/lib/domain/permissions";
import { appUrl } from "@/lib/env";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const PATH = "/team";
const role = z.enum(GRANTED_ROLES, "Choose what they may do.");

const invitation = z.object({ email: z.email("Enter an e-mail address such as name@example.com."), role });

/** Invites somebody. @returns the link that may be handed over besides the mail. */
export async function inviteAction(
  input: z.input<typeof invitation>,
): Promise<ActionResult<{ link: string }>> {
  return runAction(invitation, input, async (given) => {
    const { token } = await inviteMember(await pageContext(), given);
    revalidatePath(PATH);
    return { link: `${appUrl()}/invitation/${token}` };
  });
}

const roleChange = z.object({ memberId: z.uuid(), role });

export async function changeRoleAction(input: z.input<typeof roleChange>): Promise<ActionResult<null>> {
  return runAction(roleChange, input, async (given) => {
    await changeRole(await pageContext(), given);
    revalidatePath(PATH);
    return null;
  });
}

export async function removeMemberAction(memberId: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), memberId, async (id) => {
    await removeMember(await pageContext(), id);
    revalidatePath(PATH);
    return null;
  });
}

export async function cancelInvitationAction(invitationId: string): Promise<ActionResult<null>> {
  return runAction(z.uuid(), invitationId, async (id) => {
    await cancelInvitation(await pageContext(), id);
    revalidatePath(PATH);
    return null;
  });
}
