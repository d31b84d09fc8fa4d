import { type Appointment, getAppointment } from "@/lib/domain/appointments";
import { addressText, getBusiness } from "@/lib/domain/businesses";
import { getContact } from "@/lib/domain/contacts";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { isPublicBooking, manageUrl } from "@/lib/domain/public-booking";
import { withoutLinks } from "@/lib/domain/text";
import { calendarFile, MANAGE } from "./calendar-file";
import { composeMail } from "./compose";
import { isMailboxFull, mayBeWritten } from "./customer-standing";
import { fromBusiness, withoutOwnLinks } from "./from-business";
import { isOwnerUnderLimit } from "./owner-standing";
import { queueMail } from "./queue-mail";
import type { CustomerJob } from "./recipient";
import { helloText, whenText, zoneText } from "./wording";

type Wording = (business: string) => { kind: string; heading: string; subject: string; sentence: string };

const WORDINGS = {
  confirmed: (business) => ({
    kind: "appointment_confirmation",
    heading: "Your appointment is confirmed",
    subject: `Your appointment at ${business}`,
    sentence: `We look forward to seeing you at ${business}.`,
  }),
  pending: (business) => ({
    kind: "appointment_request",
    heading: "We have your appointment request",
    subject: `Your appointment request at ${business}`,
    sentence: `${business} will confirm the time shortly.`,
  }),
  moved: (business) => ({
    kind: "appointment_moved",
    heading: "Your appointment has a new time",
    subject: `Your appointment at ${business} was moved`,
    sentence: `Here is the new time of your appointment at ${business}.`,
  }),
  cancelled: (business) => ({
    kind: "appointment_cancellation",
    heading: "Your appointment is cancelled",
    subject: `Your appointment at ${business} is cancelled`,
    sentence: `Your appointment at ${business} will not take place.`,
  }),
} as const satisfies Record<string, Wording>;

interface Standing {
  /** Somebody booked it for themselves, so that nobody vouches for what they said. */
  isPublic: boolean;
  /** One more mail to a typed address may go out. */
  hasRoom: boolean;
}

/**
 * Whether one more mail may go to the address that was typed: neither its mailbox nor the businesses of this owner have
 * had too many. Asked before the transaction of the business, which sees its own mail alone.
 */
const isRoomFor = async (ctx: Context, appointmentId: string): Promise<boolean> =>
  !(await isMailboxFull(ctx, appointmentId)) && (await isOwnerUnderLimit(ctx));

/**
 * Where the customer is told. Of what somebody booked on the web only the address that they gave: who they are is not
 * known, so neither is whose the contact's address would be.
 */
async function addressOf(
  ctx: TenantContext,
  { customerEmail, contactId }: Appointment,
  { isPublic, hasRoom }: Standing,
): Promise<string | null> {
  if (isPublic) return customerEmail && hasRoom && (await mayBeWritten(ctx)) ? customerEmail : null;
  if (customerEmail) return customerEmail;
  return contactId ? (await getContact(ctx, contactId)).email : null;
}

async function queueCustomerMail(
  ctx: TenantContext,
  appointment: Appointment,
  state: keyof typeof WORDINGS,
  hasRoom: boolean,
): Promise<void> {
  const isPublic = await isPublicBooking(ctx, appointment.id);
  const to = await addressOf(ctx, appointment, { isPublic, hasRoom });
  if (!to) return;
  const own = await getBusiness(ctx);
  const business = isPublic ? withoutOwnLinks(own) : own;
  const words = WORDINGS[state](business.name);
  const { timeZone } = business;
  const when = `${whenText(appointment.startsAt, timeZone, ctx.clock.now())} ${zoneText(appointment.startsAt, timeZone)}`;
  const title = withoutLinks(appointment.title);
  const canChange = appointment.status !== "cancelled";
  const contact = [business.phone, business.email].filter(Boolean).join(" or ");
  await queueMail(ctx, {
    // Told whatever they chose about other e-mails: it is their own appointment.
    customer: { ...(await fromBusiness(ctx, business)), leadId: appointment.leadId, optOutUrl: null },
    dedupeKey: `customer:${appointment.id}:${appointment.sequence}:${words.kind}`,
    kind: words.kind,
    to,
    subject: words.subject,
    ...composeMail({
      heading: words.heading,
      paragraphs: [helloText(appointment.customerName), words.sentence],
      facts: [
        ["When", when],
        ...(title ? [["What", title] satisfies [string, string]] : []),
        ...(addressText(business) ? [["Where", addressText(business)] satisfies [string, string]] : []),
      ],
      ...(canChange ? { link: { label: MANAGE, url: manageUrl(appointment.id) } } : {}),
      footer: contact ? `To change or cancel it, reach ${business.name} at ${contact}.` : business.name,
    }),
    attachments: [calendarFile(appointment, business, ctx.clock.now())],
  });
}

/**
 * Job `notify.customer`: confirms an appointment to the customer by mail with a calendar file and a link to change it, or
 * tells them its new time; once for each state of it. Without an address nothing is sent. Harmless when repeated.
 */
export async function notifyCustomer(ctx: Context, job: CustomerJob): Promise<void> {
  const hasRoom = await isRoomFor(ctx, job.subjectId);
  await inTenant(ctx, async (ctx) => {
    const appointment = await getAppointment(ctx, job.subjectId);
    if (appointment.status !== "pending" && appointment.status !== "confirmed") return;
    if (job.isConfirmed && appointment.startsAt < ctx.clock.now()) return;
    const state = job.eventId === undefined && !job.isConfirmed ? "moved" : appointment.status;
    await queueCustomerMail(ctx, appointment, state, hasRoom);
  });
}

/** Job `notify.customer_cancelled`: withdraws the appointment from the customer's calendar. Harmless when repeated. */
export async function notifyCustomerCancelled(ctx: Context, job: CustomerJob): Promise<void> {
  const hasRoom = await isRoomFor(ctx, job.subjectId);
  await inTenant(ctx, async (ctx) => {
    const appointment = await getAppointment(ctx, job.subjectId);
    if (appointment.status !== "cancelled" || appointment.startsAt < ctx.clock.now()) return;
    await queueCustomerMail(ctx, appointment, "cancelled", hasRoom);
  });
}
