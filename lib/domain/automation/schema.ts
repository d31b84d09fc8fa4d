import { z } from "zod";
import { durationMinutes } from "@/lib/domain/calendars";
import { instantText } from "@/lib/domain/instant-text";
import { emailAddress, filledText, text } from "@/lib/domain/text";

export const createBookingData = z.object({
  customer: filledText(200),
  phone: text(50).nullish(),
  email: emailAddress.nullish(),
  service: text(200).nullish(),
  date: instantText,
  durationMinutes: durationMinutes.optional(),
  notes: text(10_000).nullish(),
});

export const cancelBookingData = z.object({
  id: z.number().int().positive(),
  reason: text(1000).nullish(),
});

export const createLeadData = z.object({
  name: text(200).nullish(),
  phone: text(100).nullish(),
  email: emailAddress.nullish(),
  company: text(200).nullish(),
  reason: text(2000).nullish(),
  serviceInterest: text(500).nullish(),
  notes: text(5000).nullish(),
});

export const sendMessageData = z.discriminatedUnion("channel", [
  z.object({ channel: z.literal("sms"), to: filledText(100), text: filledText(1_600) }),
  z.object({
    channel: z.literal("email"),
    to: emailAddress,
    subject: filledText(200),
    text: filledText(20_000),
  }),
]);
