import { asService } from "@/lib/db/tenant";
import { createAgent } from "@/lib/domain/agents";
import { createService, setHours } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { createFaq } from "@/lib/domain/knowledge";
import { addNumber } from "@/lib/domain/numbers";
import type { PhoneCall } from "@/lib/providers/emulators";
import { makeTenant } from "../support/context";
import type { FrontOffice } from "./front-office";

export const CALLER = "+12025550133";
export const FALLBACK = "+12125550100";

let lastNumber = 12_025_570_000;

export interface Practice {
  businessId: string;
  number: string;
  ctx: Context;
  ring(from?: string | null): PhoneCall;
}

/** A practice in New York that is open on weekdays from nine to five, with one chair, a FAQ and a receptionist. */
export async function openPractice(
  office: FrontOffice,
  options: { fallbackNumbers?: string[]; hours?: [opensAt: string, closesAt: string] } = {},
): Promise<Practice> {
  const tenant = await makeTenant();
  const ctx: Context = { ...tenant.ctx, clock: office.clock, ports: office.ports };
  const [opensAt, closesAt] = options.hours ?? ["09:00", "17:00"];
  await setHours(
    ctx,
    [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt, closesAt, isOpen: true })),
  );
  await createService(ctx, { name: "Cleaning", durationMinutes: 30, priceMinor: 12_000 });
  await createFaq(ctx, { question: "Do you take new patients?", answer: "Yes, we welcome new patients." });
  const agent = await createAgent(ctx, {
    name: "Front desk",
    greeting: "Harbor Dental, how can I help?",
    ...(options.fallbackNumbers ? { fallbackNumbers: options.fallbackNumbers } : {}),
  });
  lastNumber += 1;
  const number = `+${lastNumber}`;
  await addNumber(ctx, { e164: number, agentId: agent.id });
  return {
    businessId: tenant.businessId,
    number,
    ctx,
    ring: (from = CALLER) => office.vendors.telnyx.placeCall({ from, to: number }),
  };
}

/** What the business has once a call is over, all of it: rows by what they mean, references by what they point at. */
export function recordOf(office: FrontOffice, { businessId }: Practice) {
  return asService(office.database.kysely, async (trx) => {
    const contacts = await trx
      .selectFrom("contacts")
      .selectAll()
      .where("business_id", "=", businessId)
      .orderBy("created_at")
      .execute();
    const appointments = await trx
      .selectFrom("appointments")
      .selectAll()
      .where("business_id", "=", businessId)
      .orderBy("created_at")
      .execute();
    const leads = await trx
      .selectFrom("leads")
      .selectAll()
      .where("business_id", "=", businessId)
      .orderBy("created_at")
      .execute();
    const tasks = await trx
      .selectFrom("tasks")
      .selectAll()
      .where("business_id", "=", businessId)
      .orderBy("created_at")
      .execute();
    const calls = await trx
      .selectFrom("calls")
      .innerJoin("conversations", "conversations.id", "calls.conversation_id")
      .leftJoin("files", "files.id", "calls.recording_file_id")
      .select(["calls.id", "calls.conversation_id", "calls.direction", "from_number", "to_number"])
      .select(["calls.status", "disconnect_reason", "duration_seconds", "answered_at", "ended_at"])
      .select(["conversations.status as thread", "conversations.outcome", "conversations.contact_id"])
      .select(["conversations.sentiment", "conversations.summary", "files.content_type as recording"])
      .where("calls.business_id", "=", businessId)
      .orderBy("calls.started_at")
      .execute();
    const turns = await trx
      .selectFrom("messages")
      .select(["conversation_id", "sender", "content"])
      .where("business_id", "=", businessId)
      .orderBy("position")
      .execute();
    const tools = await trx
      .selectFrom("tool_calls")
      .selectAll()
      .where("business_id", "=", businessId)
      .orderBy("created_at")
      .execute();
    const mails = await trx
      .selectFrom("mails")
      .select(["kind", "to_address", "subject", "status"])
      .where("business_id", "=", businessId)
      .where("kind", "!=", "email_verification")
      .orderBy("kind")
      .execute();
    const events = await trx
      .selectFrom("events")
      .select("type")
      .where("business_id", "=", businessId)
      .orderBy("type")
      .execute();
    const broken = await trx
      .selectFrom("jobs")
      .select(["kind", "last_error"])
      .where("business_id", "=", businessId)
      .where((eb) => eb.or([eb("dead_at", "is not", null), eb("last_error", "is not", null)]))
      .execute();
    const named = (id: string | null) => {
      if (id === null) return null;
      for (const [noun, rows] of Object.entries({ contacts, appointments, leads, tasks, calls })) {
        const place = rows.findIndex((row) => row.id === id);
        if (place >= 0) return `${noun}[${place}]`;
      }
      return "nothing";
    };
    const threadOf = (id: string | null) =>
      named(calls.find((call) => call.conversation_id === id)?.id ?? id);
    return {
      calls: calls.map((call) => ({
        direction: call.direction,
        from: call.from_number,
        status: call.status,
        thread: call.thread,
        outcome: call.outcome,
        contact: named(call.contact_id),
        sentiment: call.sentiment,
        hasSummary: call.summary !== null,
        recording: call.recording,
        disconnectReason: call.disconnect_reason,
        hasDuration: call.duration_seconds !== null,
        isAnswered: call.answered_at !== null,
        isEnded: call.ended_at !== null,
        turns: turns.flatMap((turn) =>
          turn.conversation_id === call.conversation_id ? [`${turn.sender}: ${turn.content}`] : [],
        ),
        tools: tools.flatMap((tool) =>
          tool.conversation_id === call.conversation_id
            ? [[tool.tool, tool.error ?? tool.receipt_kind, named(tool.receipt_id)]]
            : [],
        ),
      })),
      contacts: contacts.map(({ name, phone, email }) => ({ name, phone, email })),
      appointments: appointments.map((row) => ({
        status: row.status,
        title: row.title,
        startsAt: row.starts_at.toISOString(),
        customer: row.customer_name,
        phone: row.customer_phone,
        source: row.source,
        contact: named(row.contact_id),
        call: threadOf(row.conversation_id),
      })),
      leads: leads.map((row) => ({
        name: row.name,
        phone: row.phone,
        source: row.source,
        status: row.status,
        contact: named(row.contact_id),
        call: threadOf(row.conversation_id),
      })),
      tasks: tasks.map((row) => ({
        kind: row.kind,
        title: row.title,
        body: row.body,
        urgency: row.urgency,
        status: row.status,
        call: threadOf(row.conversation_id),
      })),
      mails: mails.map((mail) => ({
        kind: mail.kind,
        subject: mail.subject,
        status: mail.status,
        isToOwner: mail.to_address.endsWith("@example.com"),
      })),
      events: events.map(({ type }) => type),
      brokenJobs: broken,
    };
  });
}

/** What the app made of every delivery: how many of each vendor, type and status. */
export const inboxOf = (office: FrontOffice, businessId: string | null) =>
  asService(office.database.kysely, async (trx) => {
    const rows = await trx
      .selectFrom("inbox_events")
      .select(["vendor", "type", "status"])
      .where("business_id", businessId === null ? "is" : "=", businessId)
      .orderBy("vendor")
      .orderBy("type")
      .execute();
    return rows.map(({ vendor, type, status }) => `${vendor} ${type} ${status}`);
  });
