"use server";

import { z } from "zod";
import { type ReminderOffer, remindCustomer, reminderOffers } from "@/lib/domain/reminders";
import { MAX_TEXT_CHARACTERS } from "@/lib/domain/texts";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const id = z.uuid();
const reminder = z.object({
  id,
  method: z.enum(["sms", "email"]),
  message: z
    .string()
    .trim()
    .min(1, "Write a message.")
    .max(MAX_TEXT_CHARACTERS, "Use at most 1,600 characters."),
});

/** How the customer of an appointment can be reminded, with the usual words. */
export async function offerRemindersAction(appointmentId: string): Promise<ActionResult<ReminderOffer[]>> {
  return runAction(id, appointmentId, async (value) => reminderOffers(await pageContext(), value));
}

/** Sends the customer of an appointment the reminder as it was worded. */
export async function remindAction(input: z.input<typeof reminder>): Promise<ActionResult<{ to: string }>> {
  return runAction(reminder, input, async ({ id: appointmentId, ...rest }) => {
    const { to } = await remindCustomer(await pageContext(), { ...rest, appointmentId });
    return { to };
  });
}
