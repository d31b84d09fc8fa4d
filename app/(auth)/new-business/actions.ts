"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { switchBusiness } from "@/lib/domain/access";
import { createBusiness } from "@/lib/domain/businesses";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { signedInContext } from "@/lib/wiring";

const schema = z.object({
  name: z.string().trim().min(1, "Enter the name of your business.").max(200),
  timeZone: z.string().max(100).optional(),
});

/** Makes a business for somebody who is signed in, and opens its front desk. */
export async function newBusinessAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async ({ name, timeZone }) => {
    const ctx = await signedInContext();
    const { id } = await createBusiness(ctx, { name, ...(timeZone ? { timeZone } : {}) });
    await switchBusiness(ctx, { businessId: id });
    redirect("/home");
  });
}

const choice = z.object({ businessId: z.uuid() });

/** Opens the front desk of a business where the person works, too. */
export async function openBusinessAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(choice, textFields(form), async (chosen) => {
    await switchBusiness(await signedInContext(), chosen);
    redirect("/home");
  });
}
