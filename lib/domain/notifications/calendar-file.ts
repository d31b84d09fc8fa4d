import { createHmac } from "node:crypto";
import ical, { ICalCalendarMethod, ICalEventStatus } from "ical-generator";
import type { Appointment } from "@/lib/domain/appointments";
import { addressText, type Business } from "@/lib/domain/businesses";
import type { MailMessage } from "@/lib/domain/ports";
import { manageUrl } from "@/lib/domain/public-booking";
import { withoutLinks } from "@/lib/domain/text";
import { appUrl } from "@/lib/env";
import { secret } from "@/lib/secrets";

/** What the link is called by which a customer moves or cancels an appointment. */
export const MANAGE = "Move or cancel it";

/** Calendars are shared and sent on, and whoever has an appointment's id can cancel it: the UID does not tell it. */
const uidOf = (appointmentId: string): string =>
  createHmac("sha256", secret("AUTH_SECRET"))
    .update(`calendar-uid:${appointmentId}`)
    .digest("hex")
    .slice(0, 32);

/**
 * An appointment as a calendar file (RFC 5545), to be published or withdrawn by the business. The same
 * appointment keeps its UID and counts its SEQUENCE up, so that calendars replace it. Times are in UTC.
 */
export function calendarFile(
  appointment: Appointment,
  business: Business,
  now: Date,
): MailMessage["attachments"][number] {
  const isCancelled = appointment.status === "cancelled";
  const method = isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH;
  const manage = isCancelled ? null : manageUrl(appointment.id);
  const { hostname } = new URL(appUrl());
  const calendar = ical({ prodId: "//Frontdesk//Appointments//EN", method });
  calendar.createEvent({
    id: `${uidOf(appointment.id)}@${hostname}`,
    sequence: appointment.sequence,
    stamp: now,
    start: appointment.startsAt,
    end: appointment.endsAt,
    summary: `${withoutLinks(appointment.title) || "Appointment"}: ${business.name}`,
    location: addressText(business) || business.name,
    description: [
      business.phone ? `${business.name}, ${business.phone}` : business.name,
      ...(manage === null ? [] : [`${MANAGE}: ${manage}`]),
    ].join("\n"),
    ...(manage === null ? {} : { url: manage }),
    organizer: { name: business.name, email: business.email ?? `appointments@${hostname}` },
    status: isCancelled
      ? ICalEventStatus.CANCELLED
      : appointment.status === "pending"
        ? ICalEventStatus.TENTATIVE
        : ICalEventStatus.CONFIRMED,
  });
  return {
    filename: "appointment.ics",
    contentType: `text/calendar; charset=utf-8; method=${method}`,
    content: calendar.toString(),
  };
}
