"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { optInToMail, optOutOfMail } from "@/lib/domain/notifications";
import { textFields } from "@/lib/ui/run-action";
import { publicContext } from "@/lib/wiring";

const schema = z.object({ token: z.string(), choice: z.enum(["none", "again"]) });

/** Stores what the reader of an e-mail chose; the page then says what is so now. */
export async function chooseAction(form: FormData): Promise<void> {
  const { token, choice } = schema.parse(textFields(form));
  await (choice === "none" ? optOutOfMail : optInToMail)(await publicContext(), token);
  redirect(`/unsubscribe/${token}`);
}
