import { Temporal } from "temporal-polyfill";
import { type Appointment, lastAppointmentOf, upcomingAppointmentsOf } from "@/lib/domain/appointments";
import { getBusiness, listClosures, listServices } from "@/lib/domain/businesses";
import { type Contact, provenContact } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { hasVerifiedAnswers, hoursText, isOpenAt, priceText } from "@/lib/domain/knowledge";
import { areSeveralPeople } from "./same-name";
import { isShared } from "./tools/identity";
import { dayIn, localText, timeIn } from "./tools/moments";

export interface FactsInput {
  conversationId?: string;
  /** E.164 as the carrier gave it; null when withheld. */
  callerNumber: string | null;
}

const MOST_UPCOMING = 5;
const MOST_CLOSURES = 20;

/** The contact behind the number that calls, or of a thread whose platform vouches for them. */
async function knownCaller(ctx: TenantContext, input: FactsInput): Promise<Contact | null> {
  const { callerNumber, conversationId } = input;
  if (!conversationId) return provenContact(ctx, { channel: "voice", callerNumber, contactId: null });
  const row = await ctx.trx
    .selectFrom("conversations")
    .select(["channel", "contact_id"])
    .where("business_id", "=", ctx.business.id)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  if (!row) throw notFound("conversation");
  return provenContact(ctx, { channel: row.channel, callerNumber, contactId: row.contact_id });
}

async function isMessageOnly({ trx, business }: TenantContext, conversationId?: string): Promise<boolean> {
  if (!conversationId) return false;
  const row = await trx
    .selectFrom("conversations")
    .select("is_message_only")
    .where("business_id", "=", business.id)
    .where("id", "=", conversationId)
    .executeTakeFirst();
  return row?.is_message_only ?? false;
}

async function voiceOf(
  ctx: TenantContext,
  conversationId: string | undefined,
  name: string,
): Promise<{ greeting: string; language: string }> {
  const agents = ctx.trx
    .selectFrom("agents")
    .select(["agents.greeting", "agents.language"])
    .where("agents.business_id", "=", ctx.business.id);
  const row = conversationId
    ? await agents
        .innerJoin("conversations", "conversations.agent_id", "agents.id")
        .where("conversations.id", "=", conversationId)
        .executeTakeFirst()
    : await agents.where("agents.removed_at", "is", null).orderBy("agents.created_at").executeTakeFirst();
  return { greeting: greetingText(row?.greeting ?? "", name), language: row?.language ?? "en-US" };
}

interface CallerFacts {
  contact: Contact | null;
  /** Nothing is told of a caller whose number several people use. */
  isShared: boolean;
  upcoming: Appointment[];
  last: Appointment | null;
}

async function callerFacts(ctx: TenantContext, input: FactsInput): Promise<CallerFacts> {
  const contact = await knownCaller(ctx, input);
  if (!contact) return { contact, isShared: false, upcoming: [], last: null };
  const upcoming = await upcomingAppointmentsOf(ctx, { contactId: contact.id });
  if (isShared(contact, upcoming)) return { contact, isShared: true, upcoming: [], last: null };
  const latest = await lastAppointmentOf(ctx, { contactId: contact.id });
  // What was booked for somebody else is nothing to greet them with.
  const last = latest && areSeveralPeople([contact.name, latest.customerName]) ? null : latest;
  return { contact, isShared: false, upcoming: upcoming.slice(0, MOST_UPCOMING), last };
}

function historyText({ contact, isShared, upcoming, last }: CallerFacts, timeZone: string): string {
  if (!contact) return "New caller.";
  if (isShared) return "Several people use this number: who is calling is not known.";
  const ofOne = (row: Appointment): string =>
    `${row.title || "Appointment"} on ${localText(row.startsAt, timeZone)}`;
  const parts = [
    upcoming.length > 0 ? `Upcoming: ${upcoming.map(ofOne).join("; ")}.` : "",
    last ? `Last visit: ${ofOne(last)}.` : "",
  ].filter(Boolean);
  return parts.join(" ") || "Known caller.";
}

const lastVisitJson = (last: Appointment | null, timeZone: string): string =>
  last
    ? JSON.stringify({
        service: last.title || null,
        date: dayIn(last.startsAt, timeZone),
        time: timeIn(last.startsAt, timeZone),
      })
    : "";

/** A greeting with the business's name in it, or the usual one where none is written. */
export const greetingText = (greeting: string, businessName: string): string =>
  greeting.trim().replaceAll("{{business_name}}", businessName) ||
  `Thanks for calling ${businessName}. How can I help you today?`;

/**
 * What the receptionist is told of the business and the caller: the dynamic variables of the voice vendor and the
 * facts of the built-in brain, text to text. Times are in the business's zone; `now_utc` and `starts_at` are instants.
 * @throws DomainError forbidden, not_found.
 */
export async function receptionistFacts(ctx: Context, input: FactsInput): Promise<Record<string, string>> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async (ctx) => {
    const business = await getBusiness(ctx);
    const services = (await listServices(ctx)).filter((service) => service.isActive);
    const closures = await listClosures(ctx);
    const caller = await callerFacts(ctx, input);
    const { timeZone, hours } = business;
    const now = ctx.clock.now();
    const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
    const { greeting, language } = await voiceOf(ctx, input.conversationId, business.name);
    return {
      business_name: business.name,
      time_zone: timeZone,
      now_utc: now.toISOString(),
      now_local: localText(now, timeZone),
      weekday: local.toLocaleString("en-US", { weekday: "long" }),
      open_now: isOpenAt(now, { timeZone, hours, closures }) ? "yes" : "no",
      hours_text: hoursText(hours),
      hours_json: JSON.stringify(
        hours
          .filter((interval) => interval.isOpen)
          .map(({ dayOfWeek, opensAt, closesAt }) => ({ day: dayOfWeek, opens: opensAt, closes: closesAt })),
      ),
      closures_json: JSON.stringify(
        closures
          .filter(({ calendarId }) => calendarId === null)
          .slice(0, MOST_CLOSURES)
          .map(({ name, startsAtLocal, endsAtLocal }) => ({ name, from: startsAtLocal, to: endsAtLocal })),
      ),
      services_json: JSON.stringify(
        services.map((service) => ({
          name: service.name,
          duration_minutes: service.durationMinutes,
          price_text: priceText(service.priceMinor, service.currency),
        })),
      ),
      message_only: (await isMessageOnly(ctx, input.conversationId)) ? "yes" : "no",
      has_verified_answers: (await hasVerifiedAnswers(ctx)) ? "yes" : "no",
      caller_number: input.callerNumber ?? "",
      caller_name: caller.isShared ? "" : (caller.contact?.name ?? ""),
      caller_has_email: caller.contact?.email ? "yes" : "no",
      caller_number_is_shared: caller.isShared ? "yes" : "no",
      caller_history: historyText(caller, timeZone),
      last_visit_json: lastVisitJson(caller.last, timeZone),
      upcoming_json: JSON.stringify(
        caller.upcoming.map((row) => ({
          id: row.id,
          starts_at: row.startsAt.toISOString(),
          service: row.title || null,
          local: localText(row.startsAt, timeZone),
        })),
      ),
      greeting,
      language,
    };
  });
}
