"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { mergeContacts, previewMerge, updateContact } from "@/lib/domain/contacts";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";
import { mergeWords } from "./merge-words";

const block = z.object({ id: z.uuid(), isBlocked: z.boolean() });
const merge = z.object({ into: z.uuid(), from: z.uuid() });
const nothing = (value: string) => (value === "" ? null : value);
const facts = z
  .object({
    id: z.uuid(),
    name: z.string().trim().max(200, "Use at most 200 characters."),
    phone: z.string().trim().max(100, "Use at most 100 characters.").transform(nothing),
    email: z.union([
      z
        .string()
        .trim()
        .pipe(z.literal(""))
        .transform(() => null),
      z.email("Enter an e-mail address, such as ana@example.com."),
    ]),
    company: z.string().trim().max(200, "Use at most 200 characters."),
    notes: z.string().trim().max(5_000, "Use at most 5,000 characters."),
  })
  .partial()
  .required({ id: true });
const factsAndOther = facts.extend({ from: z.uuid() });
export type ContactFactsInput = z.input<typeof facts>;

/** Changes what is known of a contact. Of a phone or e-mail that another contact has, the facts say whose it is. */
export async function saveContactAction(input: ContactFactsInput): Promise<ActionResult<null>> {
  return runAction(facts, input, async (given) => {
    await updateContact(await pageContext(), given);
    revalidatePath("/contacts", "layout");
    return null;
  });
}

/**
 * Merges another contact into this one and saves what was typed, the phone and e-mail last: until then they may
 * be the other one's. Notes are saved first, so that those of the other one join them.
 */
export async function mergeAndSaveContactAction(
  input: z.input<typeof factsAndOther>,
): Promise<ActionResult<null>> {
  return runAction(factsAndOther, input, async ({ id, from, phone, email, ...others }) => {
    const ctx = await pageContext();
    await updateContact(ctx, { id, ...others });
    await mergeContacts(ctx, { into: id, from });
    await updateContact(ctx, { id, phone, email });
    revalidatePath("/contacts", "layout");
    return null;
  });
}

/** What merging two contacts would join, in words. */
export async function describeMergeAction(input: z.infer<typeof merge>): Promise<ActionResult<string>> {
  return runAction(merge, input, async (contacts) =>
    mergeWords(await previewMerge(await pageContext(), contacts)),
  );
}

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
