import { randomUUID } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { signUp } from "@/lib/domain/access";
import { defaultAgent, updateAgent } from "@/lib/domain/agents";
import {
  bookAppointment,
  completeAppointment,
  confirmAppointment,
  markNoShow,
} from "@/lib/domain/appointments";
import { addClosure, createService, updateBusiness } from "@/lib/domain/businesses";
import { createCalendar } from "@/lib/domain/calendars";
import { getCall, recordTelephonyFact, recordVoiceFact } from "@/lib/domain/calls";
import { fixedClock } from "@/lib/domain/clock";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { drainJobs } from "@/lib/domain/jobs";
import { createFaq } from "@/lib/domain/knowledge";
import { captureLead } from "@/lib/domain/leads";
import { addNumber } from "@/lib/domain/numbers";
import { createTask } from "@/lib/domain/tasks";
import { jobHandlers, systemContext } from "@/lib/wiring";
import { APPOINTMENTS, PAST_CALLS, type PastCall } from "./history";
import { CALENDARS, CLOSURE, DEMO_LOGIN, DEMO_NUMBER, FAQS, HOURS, PRACTICE, SERVICES } from "./practice";

const ZONE = PRACTICE.timeZone;
const SECONDS_PER_TURN = 6;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const today = () => Temporal.Now.plainDateISO(ZONE);

/** A day counted from today, on the next day the practice is open if it is a Sunday, at a local time. */
function momentOf(days: number, time: string): Date {
  const wanted = today().add({ days });
  const open = wanted.dayOfWeek === 7 ? wanted.add({ days: days < 0 ? -1 : 1 }) : wanted;
  return new Date(open.toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds);
}

const at = (ctx: Context, moment: Date): Context => ({ ...ctx, clock: fixedClock(moment) });

/** Does what follows from the past at its own time, so that its mail is dated then. */
async function settle(moment: Date): Promise<void> {
  await drainJobs(at(await systemContext("demo history"), moment), jobHandlers);
}

async function seedKnowledge(ctx: Context): Promise<Map<string, { serviceId: string; calendarId: string }>> {
  await updateBusiness(ctx, { ...PRACTICE, hours: HOURS });
  const serviceIds = new Map<string, string>();
  for (const [position, { key, ...service }] of SERVICES.entries()) {
    serviceIds.set(key, (await createService(ctx, { ...service, position })).id);
  }
  const places = new Map<string, { serviceId: string; calendarId: string }>();
  for (const [position, { name, services }] of CALENDARS.entries()) {
    const ids = services.flatMap((key) => serviceIds.get(key) ?? []);
    const calendar = await createCalendar(ctx, { name, position, serviceIds: ids, slotStepMinutes: 30 });
    for (const key of services) {
      places.set(key, { serviceId: serviceIds.get(key) ?? "", calendarId: calendar.id });
    }
  }
  for (const [question, answer] of FAQS) await createFaq(ctx, { question, answer });
  const newYear = today().with({ month: CLOSURE.month, day: CLOSURE.day });
  const day = Temporal.PlainDate.compare(newYear, today()) < 0 ? newYear.add({ years: 1 }) : newYear;
  await addClosure(ctx, {
    name: CLOSURE.name,
    startsAtLocal: `${day}T00:00`,
    endsAtLocal: `${day.add({ days: 1 })}T00:00`,
  });
  const agent = await defaultAgent(ctx);
  if (!agent) throw new Error("The demo business has no receptionist");
  await updateAgent(ctx, {
    id: agent.id,
    name: "Harbor front desk",
    greeting: "Thanks for calling Harbor Dental, this is the front desk. How can I help?",
    fallbackNumbers: ["+12125550199"],
  });
  await addNumber(ctx, { e164: DEMO_NUMBER, friendlyName: "Main line", agentId: agent.id });
  return places;
}

async function seedAppointments(
  ctx: Context,
  places: Awaited<ReturnType<typeof seedKnowledge>>,
): Promise<void> {
  for (const { day, time, service, name, phone, outcome } of APPOINTMENTS) {
    const place = places.get(service);
    if (!place) continue;
    const startsAt = momentOf(day, time);
    const bookedAt = new Date(Math.min(startsAt.getTime() - 3 * DAY, Date.now() - HOUR * 3));
    const past = at(ctx, bookedAt);
    try {
      const appointment = await bookAppointment(past, {
        ...place,
        startsAt,
        customer: { name, phone },
        source: "dashboard",
        status: "pending",
        rules: "free",
      });
      const after = at(ctx, new Date(startsAt.getTime() + 2 * HOUR));
      const { id } = appointment;
      if (outcome !== "pending") await confirmAppointment(past, id);
      if (outcome === "completed") await completeAppointment(after, id);
      if (outcome === "no_show") await markNoShow(after, id);
    } catch (error) {
      // Around a Sunday two days of the plan can fall on one; the second booking then finds the time taken.
      if (!(error instanceof DomainError && error.code === "slot_taken")) throw error;
    }
    await settle(bookedAt);
  }
}

async function seedCall(ctx: Context, past: PastCall): Promise<void> {
  const startedAt = momentOf(-past.daysAgo, past.time);
  const endedAt = new Date(startedAt.getTime() + Math.max(1, past.turns.length) * SECONDS_PER_TURN * 1000);
  const then = at(ctx, endedAt);
  const system = at(await systemContext("demo history"), endedAt);
  const sessionId = randomUUID();
  const leg = {
    provider: "telnyx" as const,
    callControlId: `v3:${sessionId}`,
    legId: sessionId,
    sessionId,
    direction: "incoming" as const,
    from: past.from,
    to: DEMO_NUMBER,
  };
  if (past.from)
    await inTenant(then, (inner) => findOrCreateContact(inner, { name: past.name, phone: past.from }));
  const first = await recordTelephonyFact(system, {
    ...leg,
    type: past.turns.length > 0 ? "answered" : "hangup",
    occurredAt: startedAt,
  });
  if (!first.matched) return;
  const conversation = {
    voiceCallId: `call_${sessionId.replaceAll("-", "")}`,
    callId: first.callId,
    businessId: first.businessId,
  };
  const voice = { ...conversation, fromNumber: past.from, toNumber: DEMO_NUMBER, startedAt, endedAt };
  if (past.turns.length > 0) {
    const transcript = past.turns.map(([sender, content], turn) => ({
      sender,
      content,
      offsetSeconds: turn * SECONDS_PER_TURN,
    }));
    await recordVoiceFact(system, {
      ...voice,
      type: "analyzed",
      transcript,
      summary: past.summary,
      sentiment: past.sentiment,
      disconnectionReason: past.transferred ? "call_transfer" : "user_hangup",
    });
  }
  await recordTelephonyFact(system, {
    ...leg,
    type: "hangup",
    occurredAt: endedAt,
    cause: "normal_clearing",
  });
  const { conversationId, contactId } = await getCall(then, first.callId);
  if (past.lead) {
    await captureLead(then, {
      conversationId,
      name: past.name,
      phone: past.from,
      email: past.lead.email,
      reason: past.lead.reason,
      serviceInterest: past.lead.service,
      source: "call",
    });
  }
  if (past.message) {
    await createTask(then, {
      conversationId,
      contactId,
      kind: "message",
      title: `Message from ${past.name}`,
      body: past.message,
      urgency: "medium",
    });
  }
  await settle(endedAt);
}

/**
 * Makes the demo business with a week behind it, through the same verbs that people use.
 * @returns false when it is there already.
 */
export async function seedDemo(nobody: Context): Promise<boolean> {
  let account: Awaited<ReturnType<typeof signUp>>;
  try {
    account = await signUp(
      nobody,
      {
        ...DEMO_LOGIN,
        businessName: PRACTICE.name,
        firstName: "Sofia",
        lastName: "Reyes",
        timeZone: ZONE,
      },
      { isEmailProven: true },
    );
  } catch (error) {
    if (error instanceof DomainError && error.code === "already_exists") return false;
    throw error;
  }
  const ctx: Context = {
    ...nobody,
    actor: { kind: "user", userId: account.user.id, sessionId: randomUUID(), isPlatformAdmin: false },
    business: { id: account.business.id, role: "owner" },
  };
  const places = await seedKnowledge(ctx);
  for (const past of PAST_CALLS) await seedCall(ctx, past);
  await seedAppointments(ctx, places);
  return true;
}
