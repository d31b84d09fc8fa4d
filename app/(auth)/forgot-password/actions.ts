"use server";

import { z } from "zod";
import { requestPasswordReset } from "@/lib/domain/access";
import { ACCOUNT_MAIL_WORDS } from "@/lib/ui/account-mail-words";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { guardAttempts, publicContext } from "@/lib/wiring";

const schema = z.object({ email: z.email("Enter an e-mail address such as name@example.com.") });

export async function requestResetAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async (input) => {
    const ctx = await publicContext();
    await guardAttempts(ctx.ip);
    await requestPasswordReset(ctx, input);
    return { message: ACCOUNT_MAIL_WORDS[ctx.ports.mail.accountMail].resetAsked(input.email) };
  });
}
