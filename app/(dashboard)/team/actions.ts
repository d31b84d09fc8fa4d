"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { switchBusiness } from "@/lib/domain/access";
import { getBusiness, listBusinesses } from "@/lib/domain/businesses";
import { invalid } from "@/lib/domain/errors";
import { cancelInvitation, changeRole, inviteMember, removeMember } from "@/lib/domain/members";
import { GRANTED_ROLES } from "@/lib/domain/permissions";
import { removeBusiness } from "@/lib/domain/removal";
import { appUrl } from "@/lib/env";
import type { ActionResult, FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
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

const deletion = z.object({ name: z.string() });

/** Deletes the business whose name was typed. Its owner goes on in their next one, or where they can make one. */
export async function deleteBusinessAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(deletion, textFields(form), async (typed) => {
    const ctx = await pageContext();
    const { name } = await getBusiness(ctx);
    if (typed.name.trim() !== name.trim()) throw invalid("name", `Type the name as it stands here: ${name}`);
    await removeBusiness(ctx);
    const [next] = (await listBusinesses(ctx, { page: 1, limit: 1 })).items;
    if (next) await switchBusiness(ctx, { businessId: next.id });
    redirect(next ? "/home" : "/new-business");
  });
}
