import { sql } from "kysely";
import { type Appointment, getAppointment } from "@/lib/domain/appointments";
import { type Business, getBusiness } from "@/lib/domain/businesses";
import { audit, authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { writeEmail } from "@/lib/domain/emails";
import { DomainError, invalid } from "@/lib/domain/errors";
import { calendarFile } from "@/lib/domain/notifications";
import { parseInput } from "@/lib/domain/parse";
import { sendText } from "@/lib/domain/texts";
import { loadReminder, reminderJustSent } from "./load-reminder";
import { type Reminder, type ReminderMethod, type RemindInput, remindInput } from "./schema";
import { type ReminderWay, requireToCome, waysTo } from "./ways";
import { usualMessage } from "./wording";

/** One after the other, so that of two clicks the second finds what the first wrote. */
const takeTurns = async ({ trx }: TenantContext, appointmentId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reminder ${appointmentId}`}, 0))`.execute(trx);
};

/** The way that somebody chose; else a text, else an e-mail; the refusal is kept with it. */
function chosenWay(ways: Record<ReminderMethod, ReminderWay>, method: ReminderMethod | null): ReminderWay {
  if (method) return ways[method];
  if (ways.sms.to === null && ways.email.to === null)
    throw invalid("method", "This customer has neither a phone number nor an e-mail address.");
  const usable = [ways.sms, ways.email].find(({ refusal }) => refusal === null);
  return usable ?? (ways.sms.to === null ? ways.email : ways.sms);
}

/** Writes the text or e-mail. @returns the id of its message. */
async function write(
  ctx: TenantContext,
  appointment: Appointment,
  business: Business,
  { method, to, message }: { method: ReminderMethod; to: string; message: string },
): Promise<string> {
  const { contactId, leadId } = appointment;
  if (method === "sms") {
    const text = await sendText(ctx, { phone: to, leadId, content: message }, { isAnswer: false });
    return text.id;
  }
  const { messageId } = await writeEmail(ctx, {
    to,
    contactId,
    leadId,
    kind: "appointment_reminder",
    subject: `Reminder: your appointment at ${business.name}`,
    content: message,
    attachments: [calendarFile(appointment, business, ctx.clock.now())],
  });
  return messageId;
}

/**
 * Reminds the customer of an appointment to come by a text or by an e-mail with its calendar file; a job sends it after
 * the commit. The same words by the same way within a minute are the same reminder, unless it failed.
 * @throws DomainError forbidden (by e-mail also as `writeEmail`), not_found, conflict for an appointment that is cancelled, over or has begun,
 * validation_failed on `method` where the customer cannot be reached that way or opted out, unavailable without a
 * number of the business or a carrier, rate_limited and quota_exceeded as `sendEmail`.
 */
export async function remindCustomer(ctx: Context, input: RemindInput): Promise<Reminder> {
  authorize(ctx, "appointment:write");
  authorize(ctx, "call:write");
  const given = parseInput(remindInput, input);
  return inTenant(ctx, async (ctx) => {
    await takeTurns(ctx, given.appointmentId);
    const appointment = await getAppointment(ctx, given.appointmentId);
    const business = await getBusiness(ctx);
    const way = chosenWay(await waysTo(ctx, appointment), given.method ?? null);
    const { method, to } = way;
    const message = given.message || usualMessage(method, appointment, business, ctx.clock.now());
    const twin = await reminderJustSent(ctx, { appointmentId: appointment.id, method, message });
    if (twin) return twin;
    requireToCome(appointment, ctx.clock.now());
    if (way.refusal && !(given.method && way.isDoubtful)) throw way.refusal;
    if (to === null) throw new DomainError("internal", "A way that can be used leads somewhere");
    const id = await write(ctx, appointment, business, { method, to, message });
    await ctx.trx
      .updateTable("messages")
      .set({ appointment_id: appointment.id })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", id)
      .execute();
    await audit(ctx, "appointment.remind", appointment.id, { method, to });
    return loadReminder(ctx, id);
  });
}
