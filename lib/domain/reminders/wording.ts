import type { Appointment } from "@/lib/domain/appointments";
import { addressText, type Business } from "@/lib/domain/businesses";
import { helloText, whenText, zoneText } from "@/lib/domain/notifications";
import { MAX_TEXT_CHARACTERS } from "@/lib/domain/texts";
import type { ReminderMethod } from "./schema";

const UNCONFIRMED = "It is not confirmed yet.";

/**
 * What a reminder says when nobody wrote anything else: who, what, when and where, on the wall clock of the business,
 * and how it is reached.
 * @param now decides whether the year is told.
 */
export function usualMessage(
  method: ReminderMethod,
  appointment: Appointment,
  business: Business,
  now: Date,
): string {
  const { customerName, title, startsAt, status } = appointment;
  const { name, timeZone } = business;
  const when = `${whenText(startsAt, timeZone, now)} ${zoneText(startsAt, timeZone)}`;
  const where = addressText(business);
  const reached = [business.phone, business.email].filter(Boolean).join(" or ");
  const hello = helloText(customerName);
  const intro = `this is a reminder of your appointment at ${name}`;
  const change = `To change or cancel it, ${reached ? `reach us at ${reached}` : "answer this message"}.`;
  const unconfirmed = status === "pending" ? [UNCONFIRMED] : [];
  if (method === "sms") {
    const facts = [title, when, where].filter(Boolean).join(", ");
    return [`${hello} ${intro}: ${facts}.`, ...unconfirmed, change].join(" ").slice(0, MAX_TEXT_CHARACTERS);
  }
  const facts = [`When: ${when}`, title ? `What: ${title}` : "", where ? `Where: ${where}` : ""];
  return [hello, `${intro}.`, facts.filter(Boolean).join("\n"), ...unconfirmed, change]
    .join("\n\n")
    .slice(0, MAX_TEXT_CHARACTERS);
}
