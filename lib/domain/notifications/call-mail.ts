import { getCall } from "@/lib/domain/calls";
import type { TenantContext } from "@/lib/domain/context";
import { enqueue } from "@/lib/domain/events";
import { getLead, type Lead, type Urgency } from "@/lib/domain/leads";
import { appUrl } from "@/lib/env";
import { alertOwner } from "./alert-owner";
import { composeMail } from "./compose";
import { type EventJob, type OwnerNotice, reasonFooter } from "./recipient";
import { durationText, whenText } from "./wording";

const SUMMARY_WAIT_SECONDS = 90;
const MAX_TURNS = 100;
const SPEAKERS = { customer: "Caller", agent: "Receptionist", human: "Staff", system: "System" } as const;
const OUTCOMES = {
  appointment_booked: "Appointment booked",
  appointment_rescheduled: "Appointment moved",
  appointment_cancelled: "Appointment cancelled",
  transferred: "Transferred to a person",
  message_taken: "Message taken",
  lead_captured: "Lead captured",
  answered: "Questions answered",
} as const;

/** How urgent news of a lead are: somebody very interested does not wait. */
export const alertUrgencyOf = ({ urgency, temperature }: Lead): Urgency =>
  temperature === "hot" && urgency !== "critical" ? "high" : urgency;

/** The key of the one mail that an owner gets about a call. */
export const callMailKey = (callId: string): string => `owner:call:${callId}`;

async function whatCameOfIt(
  ctx: TenantContext,
  notice: OwnerNotice,
  call: { conversationId: string; leadId: string | null },
): Promise<[string, string][]> {
  const facts: [string, string][] = [];
  const appointments = await ctx.trx
    .selectFrom("appointments")
    .select(["starts_at", "title", "customer_name", "status"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", call.conversationId)
    .where("status", "in", ["pending", "confirmed"])
    .orderBy("starts_at")
    .execute();
  for (const row of appointments) {
    const when = whenText(row.starts_at, notice.business.timeZone, ctx.clock.now());
    facts.push(["Appointment", [when, row.title, row.customer_name].filter(Boolean).join(", ")]);
  }
  if (call.leadId) {
    const lead = await getLead(ctx, call.leadId);
    facts.push([
      "Lead",
      [lead.name, lead.reason || lead.serviceInterest].filter(Boolean).join(": ") || "Captured",
    ]);
    if (lead.email) facts.push(["E-mail", lead.email]);
  }
  const tasks = await ctx.trx
    .selectFrom("tasks")
    .select(["title", "body"])
    .where("business_id", "=", ctx.business.id)
    .where("conversation_id", "=", call.conversationId)
    .orderBy("created_at")
    .execute();
  for (const task of tasks) facts.push(["To do", [task.title, task.body].filter(Boolean).join("\n")]);
  return facts;
}

/**
 * The one mail about a call: what was said and what came of it, the lead and the appointment included. It waits
 * a little for the vendor's summary. Of a logged call there is none: whoever logged it knows of it.
 */
export async function queueCallMail(ctx: TenantContext, notice: OwnerNotice, job: EventJob): Promise<void> {
  const call = await getCall(ctx, job.subjectId);
  if (call.isLogged) return;
  const settings = notice.business.notificationSettings;
  const isMissed = call.status === "missed" || (call.status === "failed" && call.turns.length === 0);
  if (!(isMissed ? settings.missedCall : settings.callSummary)) return;
  if (!isMissed && call.summary === null && !job.isDeferred) {
    await enqueue(ctx, {
      kind: "notify.owner",
      payload: { ...job, isDeferred: true },
      dedupeKey: `${job.eventId}:notify.owner:deferred`,
      runAt: new Date(ctx.clock.now().getTime() + SUMMARY_WAIT_SECONDS * 1000),
    });
    return;
  }
  const caller = call.callerName ?? call.fromNumber ?? "a withheld number";
  const heading = isMissed ? `Missed call from ${caller}` : `Call from ${caller}`;
  const outcome = call.outcome ? OUTCOMES[call.outcome] : null;
  const facts: [string, string][] = [
    ["When", whenText(call.startedAt, notice.business.timeZone, ctx.clock.now())],
    ["From", call.callerName && call.fromNumber ? `${call.callerName}, ${call.fromNumber}` : caller],
    ...(call.durationSeconds === null
      ? []
      : [["Duration", durationText(call.durationSeconds)] satisfies [string, string]]),
    ...(outcome ? [["Outcome", outcome] satisfies [string, string]] : []),
    ...(await whatCameOfIt(ctx, notice, call)),
  ];
  const lead = call.leadId ? await getLead(ctx, call.leadId) : null;
  await alertOwner(ctx, notice, isMissed ? "high" : lead ? alertUrgencyOf(lead) : "medium", {
    dedupeKey: callMailKey(call.id),
    kind: isMissed ? "missed_call" : "call_summary",
    subject: outcome ? `${heading}: ${outcome.toLowerCase()}` : heading,
    ...composeMail({
      heading,
      paragraphs: call.summary ? [call.summary] : [],
      facts,
      turns: call.turns
        .slice(0, MAX_TURNS)
        .map((turn) => ({ speaker: SPEAKERS[turn.sender], text: turn.content })),
      link: { label: "Open the call", url: `${appUrl()}/calls/${call.id}` },
      footer: reasonFooter(notice.business),
    }),
  });
}
