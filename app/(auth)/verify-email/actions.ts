"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { sendEmailVerification, verifyEmail } from "@/lib/domain/access";
import { ACCOUNT_MAIL_WORDS } from "@/lib/ui/account-mail-words";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { signedInContext } from "@/lib/wiring";
import { verifyEmailPath } from "./path";

const schema = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, "Enter the six digits of the code."),
  next: z.string().max(2000).optional(),
});

export async function verifyEmailAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async ({ code, next }) => {
    const here = verifyEmailPath(next);
    await verifyEmail(await signedInContext(here), { code });
    // The page knows where who is verified goes on.
    redirect(here);
  });
}

export async function resendCodeAction(): Promise<FormState> {
  return runAction(z.object({}), {}, async () => {
    const ctx = await signedInContext(verifyEmailPath(undefined));
    await sendEmailVerification(ctx);
    return { message: ACCOUNT_MAIL_WORDS[ctx.ports.mail.accountMail].codeAsked };
  });
}
