import { type Appointment, getAppointment } from "@/lib/domain/appointments";
import { getBusiness } from "@/lib/domain/businesses";
import { getContact } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import { getLead } from "@/lib/domain/leads";
import { messagesRefusal } from "@/lib/domain/limits";
import { hasOwnMailServer, isMailOptedOut, unverifiedRefusal } from "@/lib/domain/notifications";
import { textHindrance, textRefusal } from "@/lib/domain/texts";
import { REMINDER_METHODS, type ReminderMethod } from "./schema";
import { usualMessage } from "./wording";

const MAILBOX_NOTE = "No mail server is connected: the e-mail is kept under Mail and does not go out.";

/** One way to remind a customer. */
export interface ReminderWay {
  method: ReminderMethod;
  /** Phone number or e-mail address; null where none is known. */
  to: string | null;
  /** Why it cannot be used; null where it can. */
  refusal: DomainError | null;
  /** Whoever asks for this way gets it all the same: the job that sends says what became of it. */
  isDoubtful: boolean;
}

const EMAIL_REFUSED = {
  no_address: "This customer has no e-mail address.",
  opted_out: "This customer asked for no more e-mails. They can undo it with the link in any of them.",
} as const;

async function emailRefusal(ctx: TenantContext, email: string | null): Promise<DomainError | null> {
  if (email === null) return invalid("method", EMAIL_REFUSED.no_address);
  const isOptedOut = await isMailOptedOut(ctx.trx, ctx.business.id, email);
  return isOptedOut ? invalid("method", EMAIL_REFUSED.opted_out) : unverifiedRefusal(ctx);
}

/** How the customer of an appointment can be reminded: by what stands in it, else in their contact, else in its lead. */
export async function waysTo(
  ctx: TenantContext,
  { customerPhone, customerEmail, contactId, leadId }: Appointment,
): Promise<Record<ReminderMethod, ReminderWay>> {
  const contact = contactId ? await getContact(ctx, contactId) : null;
  const lead = leadId ? await getLead(ctx, leadId) : null;
  const phone = customerPhone || contact?.phone || lead?.phone || null;
  const email = (customerEmail || contact?.email || lead?.email || null)?.toLowerCase() ?? null;
  const hindrance = await textHindrance(ctx, phone);
  const refusal = await emailRefusal(ctx, email);
  return {
    sms: {
      method: "sms",
      to: phone,
      refusal: hindrance && textRefusal(hindrance, "method"),
      isDoubtful: hindrance === "not_reachable",
    },
    email: { method: "email", to: email, refusal, isDoubtful: false },
  };
}

/** @throws DomainError conflict for an appointment that is cancelled, over or has begun. */
export function requireToCome({ status, startsAt }: Appointment, now: Date): void {
  const problem =
    status === "cancelled"
      ? "This appointment is cancelled."
      : (status !== "pending" && status !== "confirmed") || startsAt <= now
        ? "This appointment is over or has begun."
        : null;
  if (problem !== null)
    throw new DomainError("conflict", `${problem} There is nothing to remind of.`, {
      subject: "appointment",
    });
}

/** What somebody who is about to send a reminder needs to know of each way. */
export interface ReminderOffer {
  method: ReminderMethod;
  to: string | null;
  /** Why it cannot be used, in words for staff; null where it can. */
  problem: string | null;
  /** What is to be known before it is used. */
  note: string | null;
  /** The usual words. */
  message: string;
}

/**
 * The ways to remind the customer of an appointment, texts first.
 * @throws DomainError forbidden, not_found, conflict for an appointment that is cancelled, over or has begun.
 */
export async function reminderOffers(ctx: Context, appointmentId: string): Promise<ReminderOffer[]> {
  authorize(ctx, "appointment:write");
  return inTenant(ctx, async (ctx) => {
    const appointment = await getAppointment(ctx, appointmentId);
    const now = ctx.clock.now();
    requireToCome(appointment, now);
    const business = await getBusiness(ctx);
    const ways = await waysTo(ctx, appointment);
    // Not one of the ways' refusals: a reminder that took the month's last message can still be found by its repeat.
    const outOfMessages = await messagesRefusal(ctx);
    const isKept = ctx.ports.mail.transport === "mailbox" && !(await hasOwnMailServer(ctx));
    return REMINDER_METHODS.map((method) => ({
      method,
      to: ways[method].to,
      problem: (ways[method].refusal ?? outOfMessages)?.message ?? null,
      note: method === "email" && isKept ? MAILBOX_NOTE : null,
      message: usualMessage(method, appointment, business, now),
    }));
  });
}
