"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { resetPassword } from "@/lib/domain/access";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { guardAttempts, publicContext } from "@/lib/wiring";

const schema = z.object({
  token: z.string().min(1).max(500),
  password: z.string().min(8, "Use at least 8 characters.").max(200, "Use at most 200 characters."),
});

export async function resetPasswordAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async (input) => {
    const ctx = await publicContext();
    await guardAttempts(ctx.ip);
    await resetPassword(ctx, input);
    redirect("/sign-in?notice=password-changed");
  });
}
