import { z } from "zod";
import { REMINDER_METHODS, type Reminder } from "@/lib/domain/reminders";
import { MAX_TEXT_CHARACTERS } from "@/lib/domain/texts";
import { iso, isoText, text } from "@/lib/http/wire";
import { MESSAGE_STATUSES, messageStatusWord } from "./communications";
import { ids } from "./ids";

export const remindBody = z.object({
  method: z.enum(REMINDER_METHODS).nullish(),
  message: text(MAX_TEXT_CHARACTERS).nullish(),
});

export const reminderJson = z.strictObject({
  id: z.string(),
  appointment_id: z.string(),
  method: z.enum(REMINDER_METHODS),
  message: z.string(),
  to: z.string(),
  status: z.enum(MESSAGE_STATUSES),
  error: z.string().nullable(),
  created_at: isoText,
});

export const reminderView = (reminder: Reminder): z.input<typeof reminderJson> => ({
  id: ids.write("reminder", reminder.id),
  appointment_id: ids.write("appointment", reminder.appointmentId),
  method: reminder.method,
  message: reminder.message,
  to: reminder.to,
  status: messageStatusWord(reminder.status),
  error: reminder.error,
  created_at: iso(reminder.createdAt),
});
