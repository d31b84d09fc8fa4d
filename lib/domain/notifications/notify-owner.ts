import { type Appointment, getAppointment } from "@/lib/domain/appointments";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { enqueue } from "@/lib/domain/events";
import { getLead, type Lead } from "@/lib/domain/leads";
import { appUrl } from "@/lib/env";
import { alertOwner } from "./alert-owner";
import { alertUrgencyOf, callMailKey, queueCallMail } from "./call-mail";
import { composeMail } from "./compose";
import {
  type EventJob,
  type MovedJob,
  type OwnerAddress,
  type OwnerNotice,
  ownerAddress,
  ownerNotice,
  reasonFooter,
} from "./recipient";
import { isToldByTextMail, queueTextMail } from "./text-mail";
import { whenText, zoneText } from "./wording";

/** After this, a call whose end was never reported no longer keeps its news back. */
const CALL_WAIT_MINUTES = 15;

/** Whether the mail about the call that this came from tells it, now or soon. */
async function isToldByCallMail(
  ctx: TenantContext,
  notice: OwnerNotice,
  conversationId: string | null,
  job: EventJob,
): Promise<boolean> {
  if (!conversationId || !notice.business.notificationSettings.callSummary) return false;
  const call = await ctx.trx
    .selectFrom("calls")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  if (!call) return false;
  const mail = await ctx.trx
    .selectFrom("mails")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("dedupe_key", "=", callMailKey(call.id))
    .executeTakeFirst();
  if (mail || job.isDeferred) return mail !== undefined;
  await enqueue(ctx, {
    kind: "notify.owner",
    payload: { ...job, isDeferred: true },
    dedupeKey: `${job.eventId}:notify.owner:deferred`,
    runAt: new Date(ctx.clock.now().getTime() + CALL_WAIT_MINUTES * 60_000),
  });
  return true;
}

const withValue = (facts: [string, string | null | undefined][]): [string, string][] =>
  facts.flatMap(([label, value]) => (value ? [[label, value] satisfies [string, string]] : []));

const customerFacts = (appointment: Appointment): [string, string][] =>
  withValue([
    ["Service", appointment.title],
    ["Customer", appointment.customerName],
    ["Phone", appointment.customerPhone],
    ["E-mail", appointment.customerEmail],
    ["Notes", appointment.notes],
  ]);

const APPOINTMENT_NEWS = {
  new_appointment: (who) => `New appointment with ${who ?? "a customer"}`,
  cancelled_appointment: (who) => `${who ?? "A customer"}'s appointment was cancelled`,
  moved_appointment: (who) => `${who ?? "A customer"} moved their appointment`,
} as const satisfies Record<string, (who: string | null) => string>;

async function queueAppointmentMail(
  ctx: TenantContext,
  notice: OwnerAddress,
  dedupeKey: string,
  appointment: Appointment,
  kind: keyof typeof APPOINTMENT_NEWS,
): Promise<void> {
  const { timeZone } = notice.business;
  const when = whenText(appointment.startsAt, timeZone, ctx.clock.now());
  const heading = APPOINTMENT_NEWS[kind](appointment.customerName || null);
  await alertOwner(ctx, notice, "medium", {
    dedupeKey,
    kind,
    subject: `${heading}: ${when}`,
    ...composeMail({
      heading,
      facts: [["When", `${when} ${zoneText(appointment.startsAt, timeZone)}`], ...customerFacts(appointment)],
      paragraphs:
        kind !== "cancelled_appointment" && appointment.status === "pending"
          ? ["It waits for your confirmation."]
          : [],
      link: { label: "Open the calendar", url: `${appUrl()}/calendar` },
      footer: reasonFooter(notice.business),
    }),
  });
}

/** The lead; null where it was merged into another meanwhile, and is no news any more. */
async function leadOrNull(ctx: TenantContext, id: string): Promise<Lead | null> {
  try {
    return await getLead(ctx, id);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

async function queueLeadMail(ctx: TenantContext, notice: OwnerNotice, job: EventJob): Promise<void> {
  const lead = await leadOrNull(ctx, job.subjectId);
  if (!lead) return;
  if (await isToldByTextMail(ctx, notice, lead.conversationId)) return;
  if (await isToldByCallMail(ctx, notice, lead.conversationId, job)) return;
  const heading = `New lead: ${lead.name || lead.phone || lead.email || "someone without a name"}`;
  await alertOwner(ctx, notice, alertUrgencyOf(lead), {
    dedupeKey: `owner:${job.eventId}`,
    kind: "new_lead",
    subject: heading,
    ...composeMail({
      heading,
      facts: withValue([
        ["Name", lead.name],
        ["Phone", lead.phone],
        ["E-mail", lead.email],
        ["Company", lead.company],
        ["Wants", lead.reason || lead.serviceInterest],
        ["Score", `${lead.score} of 100, ${lead.temperature}`],
      ]),
      link: { label: "Open the lead", url: `${appUrl()}/leads/${lead.id}` },
      footer: reasonFooter(notice.business),
    }),
  });
}

/**
 * Job `notify.owner`: one mail to the owner per piece of news, where their settings want it and they did not
 * do it themselves. What happened in a call is told by the one mail about the call; where that never comes,
 * after a quarter of an hour by its own. A lead that a text made is told by the mail about the text. Harmless when repeated.
 */
export async function notifyOwner(ctx: Context, job: EventJob): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    const notice = await ownerNotice(ctx, job.eventId);
    if (!notice) return;
    const settings = notice.business.notificationSettings;
    if (notice.eventType === "call.completed") return queueCallMail(ctx, notice, job);
    if (notice.isOwnAct) return;
    if (notice.eventType === "message.received" && settings.newText) return queueTextMail(ctx, notice, job);
    if (notice.eventType === "lead.captured" && settings.newLead) return queueLeadMail(ctx, notice, job);
    if (notice.eventType !== "appointment.created" || !settings.newAppointment) return;
    const appointment = await getAppointment(ctx, job.subjectId);
    if (await isToldByCallMail(ctx, notice, appointment.conversationId, job)) return;
    await queueAppointmentMail(ctx, notice, `owner:${job.eventId}`, appointment, "new_appointment");
  });
}

/** Job `notify.owner_cancelled`: tells the owner that a time is free again. Harmless when repeated. */
export async function notifyOwnerCancelled(ctx: Context, job: EventJob): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    const notice = await ownerNotice(ctx, job.eventId);
    if (!notice || notice.isOwnAct || !notice.business.notificationSettings.cancelledAppointment) return;
    const appointment = await getAppointment(ctx, job.subjectId);
    await queueAppointmentMail(ctx, notice, `owner:${job.eventId}`, appointment, "cancelled_appointment");
  });
}

/**
 * Job `notify.owner_moved`: tells the owner that a customer moved their appointment by its link. Of several moves the
 * last is told. Harmless when repeated.
 */
export async function notifyOwnerMoved(ctx: Context, job: MovedJob): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    const address = await ownerAddress(ctx);
    if (!address?.business.notificationSettings.newAppointment) return;
    const appointment = await getAppointment(ctx, job.subjectId);
    if (appointment.sequence !== job.sequence) return;
    const dedupeKey = `owner:moved:${appointment.id}:${job.sequence}`;
    await queueAppointmentMail(ctx, address, dedupeKey, appointment, "moved_appointment");
  });
}
