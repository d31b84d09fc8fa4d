import { z } from "zod";
import type { EditionReference } from "@/lib/http/edition";
import { isoText } from "@/lib/http/wire";

const CODE_WORDS = [
  "AUTH_REQUIRED",
  "AUTH_INVALID_TOKEN",
  "AUTH_INSUFFICIENT_PERMISSIONS",
  "VALIDATION_ERROR",
  "RESOURCE_NOT_FOUND",
  "RESOURCE_ALREADY_EXISTS",
  "BUSINESS_NOT_FOUND",
  "LEAD_NOT_FOUND",
  "APPOINTMENT_NOT_FOUND",
  "AGENT_NOT_FOUND",
  "EXTERNAL_SERVICE_ERROR",
  "RATE_LIMIT_EXCEEDED",
  "INTERNAL_SERVER_ERROR",
] as const;
export type CloudGreetCode = (typeof CODE_WORDS)[number];

/** What CloudGreet's OpenAPI document says besides its routes. */
export const reference: EditionReference = {
  version: "1.0.0",
  description:
    "Calls, leads, appointments and messages of a business whose phone is answered by its receptionist.",
  tags: [
    { name: "Health", description: "Whether the service is up.", under: ["health"] },
    { name: "Authentication", description: "Accounts, tokens and passwords.", under: ["auth"] },
    { name: "Businesses", description: "The businesses of an account.", under: ["businesses"] },
    { name: "Agents", description: "The receptionists that answer the phone.", under: ["agents"] },
    { name: "Leads", description: "People who may become customers.", under: ["leads"] },
    { name: "Appointments", description: "What is booked.", under: ["appointments"] },
    {
      name: "Communications",
      description: "Calls, text messages and e-mails.",
      under: ["calls", "sms", "emails"],
    },
    { name: "Analytics", description: "Figures over a time.", under: ["analytics"] },
    {
      name: "Webhooks",
      description:
        "Where the phone and voice vendors report what happens. Each body is signed by its vendor.",
      under: ["webrtc/webhook", "sms/webhook", "retell/webhook"],
    },
  ],
  success: (data) =>
    z.strictObject({
      success: z.literal(true),
      data,
      message: z.string(),
      timestamp: isoText,
      requestId: z.string(),
    }),
  failure: z.strictObject({
    success: z.literal(false),
    error: z.string(),
    code: z.enum(CODE_WORDS),
    details: z.record(z.string(), z.unknown()),
    timestamp: isoText,
    requestId: z.string(),
  }),
  headers: {
    "X-RateLimit-Limit": "How many requests the tightest limit allows in its window.",
    "X-RateLimit-Remaining": "How many of them are left.",
    "X-RateLimit-Reset": "When the window ends, in seconds since 1970.",
  },
};
