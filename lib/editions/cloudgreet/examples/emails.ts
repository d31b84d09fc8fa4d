import { ids } from "../ids";
import { AT, BUSINESS, LEAD, ONE_PAGE } from "./values";

const body = {
  business_id: BUSINESS,
  lead_id: LEAD,
  to: "john@example.com",
  subject: "Thank you for your interest",
  content: "Thank you for your interest in our services...",
};

const email = {
  id: ids.write("email", "019b76de-4c53-7f64-9a71-8d9e0f1a2b3c"),
  ...body,
  kind: "message" as const,
  status: "queued" as const,
  transport: null,
  error: null,
  sent_at: null,
  created_at: AT,
};

export const emailExamples = {
  list: {
    response: {
      emails: [{ ...email, status: "sent" as const, transport: "smtp" as const, sent_at: AT }],
      pagination: ONE_PAGE,
    },
  },
  send: { body, response: email },
};
