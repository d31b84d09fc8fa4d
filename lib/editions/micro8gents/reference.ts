import { z } from "zod";
import type { EditionReference } from "@/lib/http/edition";

/** What Micro8gents' OpenAPI document says besides its routes. */
export const reference: EditionReference = {
  version: "1.0.0",
  description: "The business, calls and bookings of an owner whose phone is answered by an agent.",
  tags: [
    { name: "Authentication", description: "Accounts and sessions.", under: ["auth"] },
    { name: "Business", description: "Information, hours and FAQs.", under: ["business"] },
    { name: "Calls", description: "Calls and their figures.", under: ["calls", "dashboard"] },
    { name: "Bookings", description: "What is booked.", under: ["bookings"] },
    { name: "Integrations", description: "Other services.", under: ["integrations"] },
    { name: "Subscriptions", description: "What the business pays for.", under: ["subscriptions"] },
    { name: "Webhooks", description: "Where vendors report what happens.", under: ["webhooks"] },
  ],
  success: (data) => data,
  failure: z.strictObject({
    message: z.string(),
    errors: z.record(z.string(), z.array(z.string())),
    details: z.record(z.string(), z.unknown()).optional(),
  }),
  headers: {
    "X-RateLimit-Limit": "How many requests the tightest limit allows in its window.",
    "X-RateLimit-Remaining": "How many of them are left.",
    "X-RateLimit-Reset": "When the window ends, in seconds since 1970.",
  },
};
