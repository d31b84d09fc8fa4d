import { ids } from "../ids";
import { AT, BUSINESS, LEAD, ONE_PAGE } from "./values";

const sent = {
  id: ids.write("sms", "019b76e0-6e75-7186-9c93-af1a2b3c4d5e"),
  business_id: BUSINESS,
  lead_id: LEAD,
  phone: "+1234567890",
  message: "Thank you for your interest! We'll call you soon.",
  direction: "outbound" as const,
  status: "delivered" as const,
  error: null,
  media: [],
  created_at: AT,
};

export const textExamples = {
  list: { response: { sms: [sent], pagination: ONE_PAGE } },
  send: {
    body: { business_id: BUSINESS, lead_id: LEAD, phone: sent.phone, message: sent.message },
    response: { ...sent, status: "queued" as const },
  },
};
