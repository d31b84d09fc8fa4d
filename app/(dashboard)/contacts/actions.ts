"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mergeContacts, updateContact } from "@/lib/domain/contacts";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const block = z.object({ id: z.uuid(), isBlocked: z.boolean() });
const merge = z.object({ into: z.uuid(), from: z.uuid() });

/** Blocks a contact, whose calls are not answered then, or lets them through again. */
export async function blockContactAction(input: z.infer<typeof block>): Promise<ActionResult<null>> {
  return runAction(block, input, async (given) => {
    await updateContact(await pageContext(), given);
    revalidatePath("/contacts", "layout");
    return null;
  });
}

/** Makes two contacts of one person one. */
export async function mergeContactsAction(input: z.infer<typeof merge>): Promise<ActionResult<null>> {
  return runAction(merge, input, async (contacts) => {
    await mergeContacts(await pageContext(), contacts);
    revalidatePath("/contacts", "layout");
    return null;
  });
}
