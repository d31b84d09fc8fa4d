"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signUp, startSession } from "@/lib/domain/access";
import { setSessionCookie } from "@/lib/http/session";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { guardAttempts, publicContext } from "@/lib/wiring";

const schema = z.object({
  businessName: z.string().trim().min(1, "Enter the name of your business.").max(200),
  firstName: z.string().trim().max(100).default(""),
  lastName: z.string().trim().max(100).default(""),
  email: z.email("Enter an e-mail address such as name@example.com."),
  password: z.string().min(8, "Use at least 8 characters.").max(200, "Use at most 200 characters."),
  timeZone: z.string().max(100).optional(),
});

export async function signUpAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async ({ timeZone, ...input }) => {
    const ctx = await publicContext();
    await guardAttempts(ctx.ip);
    const { user } = await signUp(ctx, { ...input, ...(timeZone ? { timeZone } : {}) });
    await setSessionCookie(await startSession(ctx, { userId: user.id, kind: "browser" }));
    redirect("/home");
  });
}
