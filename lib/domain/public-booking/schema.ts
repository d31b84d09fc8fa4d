import { z } from "zod";
import type { BookAppointmentInput } from "@/lib/domain/appointments";
import { normalisePhone } from "@/lib/domain/contacts";
import { emailAddress, text } from "@/lib/domain/text";

/** What a customer books, as the open endpoints take it. */
export type CustomerBooking = Pick<
  BookAppointmentInput,
  "startsAt" | "serviceId" | "durationMinutes" | "customer" | "notes"
> & { calendarId: string };

const WITHOUT_REACH = "Leave a phone number or an e-mail address, so that we can reach you.";

/** What the booking page sends: flat, so that every message stands at its field. */
export const pageBooking = z
  .object({
    slug: z.string(),
    startsAt: z.date(),
    serviceId: z.uuid().nullable(),
    /** Null: whoever is free. */
    calendarId: z.uuid().nullable(),
    name: text(200).pipe(z.string().min(1, "Enter your name.")),
    phone: text(50).refine((value) => value === "" || normalisePhone(value) !== null, {
      message: "Enter a phone number with 3 to 15 digits, or leave it empty.",
    }),
    email: z.union([z.literal(""), emailAddress], {
      error: "Enter a whole e-mail address, or leave it empty.",
    }),
    notes: z.string().max(1000, "Use at most 1,000 characters.").pipe(text(1000)),
    /** Made by the form; the same one again is the same booking. */
    requestKey: z.uuid(),
  })
  .refine(({ phone, email }) => phone !== "" || email !== "", { path: ["phone"], message: WITHOUT_REACH });
export type PageBooking = z.input<typeof pageBooking>;
