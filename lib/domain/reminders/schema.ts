import { z } from "zod";
import type { DeliveryStatus } from "@/lib/domain/conversations";
import { text } from "@/lib/domain/text";
import { MAX_TEXT_CHARACTERS } from "@/lib/domain/texts";

export const REMINDER_METHODS = ["sms", "email"] as const;
export type ReminderMethod = (typeof REMINDER_METHODS)[number];

export const remindInput = z.object({
  appointmentId: z.uuid(),
  /** Without one: a text where the customer can get one, else an e-mail. */
  method: z.enum(REMINDER_METHODS).nullish(),
  /** As long as a text may be, also in an e-mail. Empty: the usual words. */
  message: text(MAX_TEXT_CHARACTERS)
    .transform((message) => message.replace(/\r\n?/g, "\n"))
    .nullish(),
});
export type RemindInput = z.input<typeof remindInput>;

/** A reminder that was written: the text or e-mail that carries it. */
export interface Reminder {
  id: string;
  appointmentId: string;
  method: ReminderMethod;
  message: string;
  /** Phone number or e-mail address. */
  to: string;
  status: DeliveryStatus;
  error: string | null;
  createdAt: Date;
}
