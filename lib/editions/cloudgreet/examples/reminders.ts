import { ids } from "../ids";
import { AT } from "./values";

const body = { method: "sms" as const, message: "Reminder: You have an appointment tomorrow at 2 PM" };

export const reminderExamples = {
  send: {
    body,
    response: {
      id: ids.write("reminder", "019b76df-5d64-7075-8b82-9e0f1a2b3c4d"),
      appointment_id: ids.write("appointment", "019b76dc-2a31-7d42-9e5f-6b7c8d9e0f1a"),
      ...body,
      to: "+1234567890",
      status: "queued" as const,
      error: null,
      created_at: AT,
    },
  },
};
