"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { MAX_TEXT_CHARACTERS, sendText } from "@/lib/domain/texts";
import { type ActionResult, failure } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const newText = z.object({
  phone: z.string().max(100),
  leadId: z.uuid().nullable(),
  content: z
    .string()
    .trim()
    .min(1, "Write a message.")
    .max(MAX_TEXT_CHARACTERS, "Use at most 1,600 characters."),
});

/** Writes a text to a customer. What is wrong with their number is told as such: no field of the form is theirs. */
export async function sendTextAction(
  to: { phone: string; leadId: string | null },
  content: string,
): Promise<ActionResult<null>> {
  const result = await runAction(newText, { ...to, content }, async (given) => {
    await sendText(await pageContext(), given);
    revalidatePath("/contacts", "layout");
    revalidatePath("/leads", "layout");
    return null;
  });
  const [aboutNumber] = (result.ok ? undefined : result.fields.phone) ?? [];
  return aboutNumber === undefined ? result : failure(aboutNumber);
}
