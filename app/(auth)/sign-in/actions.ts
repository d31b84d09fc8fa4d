"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { signIn } from "@/lib/domain/access";
import { setSessionCookie } from "@/lib/http/session";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { safePath } from "@/lib/ui/safe-path";
import { guardAttempts, publicContext } from "@/lib/wiring";

const schema = z.object({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(1000),
  next: z.string().max(2000).optional(),
});

export async function signInAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async ({ email, password, next }) => {
    const ctx = await publicContext();
    await guardAttempts(ctx.ip);
    await setSessionCookie(await signIn(ctx, { login: email, password, kind: "browser" }));
    redirect(safePath(next));
  });
}
