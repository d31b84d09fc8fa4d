"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { startSession, switchBusiness } from "@/lib/domain/access";
import { acceptInvitation, declineInvitation, signUpInvited } from "@/lib/domain/members";
import { setSessionCookie } from "@/lib/http/session";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { currentContext, guardAttempts, publicContext } from "@/lib/wiring";

const token = z.string().min(1).max(200);
const joining = z.object({
  token,
  firstName: z.string().trim().max(100).default(""),
  lastName: z.string().trim().max(100).default(""),
  password: z.string().min(8, "Use at least 8 characters.").max(200, "Use at most 200 characters."),
});

/** Makes an account for somebody who was invited, and opens the front desk. */
export async function joinAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(joining, textFields(form), async (input) => {
    const ctx = await publicContext();
    await guardAttempts(ctx.ip);
    const { user } = await signUpInvited(ctx, input);
    await setSessionCookie(await startSession(ctx, { userId: user.id, kind: "browser" }));
    redirect("/home");
  });
}

const answer = z.object({ token, answer: z.enum(["accept", "decline"]) });

/** Takes the answer of somebody who is signed in. */
export async function answerAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(answer, textFields(form), async (input) => {
    const ctx = (await currentContext()) ?? (await publicContext());
    if (input.answer === "decline") {
      await declineInvitation(ctx, input);
      redirect("/home");
    }
    await switchBusiness(ctx, await acceptInvitation(ctx, input));
    redirect("/home");
  });
}
