"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { updateProfile } from "@/lib/domain/access";
import type { FormState } from "@/lib/ui/action-result";
import { runAction, textFields } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const name = z.string().trim().max(100, "Use at most 100 characters.");
const schema = z.object({ firstName: name, lastName: name });

export async function saveNameAction(_state: FormState, form: FormData): Promise<FormState> {
  return runAction(schema, textFields(form), async (input) => {
    await updateProfile(await pageContext(), input);
    revalidatePath("/", "layout");
    return { message: "Saved." };
  });
}
