import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { asService, type Trx } from "@/lib/db/tenant";
import type { VendorAgent } from "@/lib/domain/ports";
import { NOW, testDatabase } from "../../support/context";
import { nextNumber } from "../../support/numbers";

interface Named {
  businessId: string;
  userId: string;
  /** What it has outside. */
  agent: VendorAgent;
  path: string;
  customerId: string;
}

const bytes = () => `\\x${randomUUID().replaceAll("-", "")}`;

/** One row of every table that a business has, whichever way it got there. */
function rowsOf({ userId, agent, path }: Named): [table: string, row: object][] {
  const id = Object.fromEntries(
    [
      "agent",
      "appointment",
      "calendar",
      "service",
      "contact",
      "conversation",
      "message",
      "file",
      "lead",
      "mail",
    ].map((name) => [name, randomUUID()]),
  );
  const [created_at, updated_at] = [NOW, NOW];
  const [start, end] = ["2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z"];
  const [agent_id, calendar_id, conversation_id] = [id.agent, id.calendar, id.conversation];
  const later = "2099-01-01T00:00:00Z";
  const phone = nextNumber();
  return [
    [
      "agents",
      {
        id: agent_id,
        name: "Desk",
        voice_vendor_agent_id: agent.agentId,
        voice_vendor_llm_id: agent.llmId,
        created_at,
        updated_at,
      },
    ],
    [
      "agent_versions",
      { agent_id, version: 1, status: "published", settings: {}, published_at: NOW, created_at, updated_at },
    ],
    [
      "api_keys",
      {
        created_by: userId,
        name: "Key",
        key_hash: bytes(),
        key_hint: "fd_…",
        permissions: ["call:read"],
        created_at,
      },
    ],
    ["business_hours", { day_of_week: 1, opens_at: "09:00", closes_at: "17:00" }],
    ["calendars", { id: calendar_id, agent_id, name: "Room", created_at, updated_at }],
    ["services", { id: id.service, name: "Cleaning", duration_minutes: 60, created_at, updated_at }],
    ["calendar_services", { calendar_id, service_id: id.service }],
    ["time_slots", { calendar_id, day_of_week: 1, starts_at: "09:00", ends_at: "17:00", created_at }],
    [
      "closures",
      { calendar_id, starts_at_local: "2026-12-24T00:00", ends_at_local: "2026-12-25T00:00", created_at },
    ],
    ["contacts", { id: id.contact, phone, created_at, updated_at }],
    ["contacts", { merged_into_id: id.contact, created_at, updated_at }],
    [
      "conversations",
      { id: conversation_id, channel: "voice", contact_id: id.contact, agent_id, created_at, updated_at },
    ],
    ["files", { id: id.file, kind: "recording", path, content_type: "audio/wav", size_bytes: 3, created_at }],
    [
      "calls",
      {
        conversation_id,
        provider: "telnyx",
        status: "completed",
        recording_file_id: id.file,
        answered_at: NOW,
        duration_seconds: 60,
        ai_seconds: 40,
        started_at: NOW,
        ended_at: NOW,
        created_at,
        updated_at,
      },
    ],
    [
      "leads",
      {
        id: id.lead,
        contact_id: id.contact,
        conversation_id,
        assigned_user_id: userId,
        created_at,
        updated_at,
      },
    ],
    ["leads", { merged_into_id: id.lead, created_at, updated_at }],
    [
      "appointments",
      {
        id: id.appointment,
        calendar_id,
        resource_id: calendar_id,
        service_id: id.service,
        contact_id: id.contact,
        lead_id: id.lead,
        conversation_id,
        status: "confirmed",
        starts_at: start,
        ends_at: end,
        during: `["${start}","${end}")`,
        created_at,
        updated_at,
      },
    ],
    [
      "mails",
      {
        id: id.mail,
        dedupe_key: randomUUID(),
        kind: "lead",
        to_address: "a@example.com",
        subject: "S",
        text_body: "T",
        html_body: "H",
        created_at,
      },
    ],
    [
      "messages",
      {
        id: id.message,
        conversation_id,
        position: 0,
        sender: "human",
        content: "Hi",
        phone,
        sent_at: NOW,
        mail_id: id.mail,
      },
    ],
    [
      "message_media",
      {
        message_id: id.message,
        position: 0,
        content_type: "image/png",
        source_url: "https://example.com/a",
        file_id: id.file,
        created_at,
      },
    ],
    [
      "model_usage",
      {
        conversation_id,
        model: "m",
        turns: 1,
        turns_taken_over: 0,
        input_tokens: 1,
        output_tokens: 1,
        cost_microdollars: 1,
        created_at,
        updated_at,
      },
    ],
    [
      "tool_calls",
      { conversation_id, tool: "find_slots", arguments: {}, arguments_hash: randomUUID(), created_at },
    ],
    [
      "tasks",
      {
        kind: "callback",
        title: "Ring back",
        contact_id: id.contact,
        conversation_id,
        lead_id: id.lead,
        created_at,
      },
    ],
    ["numbers", { e164: nextNumber(), agent_id, provider: "telnyx", created_at }],
    [
      "faqs",
      { question: "Open?", answer: "Yes", source_conversation_id: conversation_id, created_at, updated_at },
    ],
    ["public_bookings", { appointment_id: id.appointment, phone, created_at }],
    ["opt_outs", { phone, keyword: "STOP", created_at }],
    [
      "scenarios",
      { name: "S", settings: {}, source_conversation_id: conversation_id, created_at, updated_at },
    ],
    ["scenario_runs", { agent_id, passed: 1, failed: 0, duration_milliseconds: 1, results: [], created_at }],
    [
      "integrations",
      {
        type: "n8n",
        config_sealed: "sealed",
        is_enabled: true,
        problem: "Not reached",
        created_at,
        updated_at,
      },
    ],
    ["events", { type: "lead.captured", subject_id: id.lead, data: {}, actor: {}, occurred_at: NOW }],
    [
      "webhook_deliveries",
      {
        event_id: randomUUID(),
        event_type: "lead.captured",
        occurred_at: NOW,
        status: "waiting",
        created_at,
      },
    ],
    ["jobs", { kind: "mail.send", payload: {}, run_at: later, created_at }],
    [
      "inbox_events",
      { vendor: "telnyx", event_id: randomUUID(), type: "t", body: "", status: "handled", received_at: NOW },
    ],
    ["idempotency_keys", { scope: randomUUID(), key: "k", request_hash: "h", created_at, expires_at: later }],
    ["audit_log", { actor: {}, action: "business.update", request_id: "r", occurred_at: NOW }],
    ["leases", { work: "model", token: randomUUID(), expires_at: later }],
    [
      "invitations",
      {
        email: `${randomUUID()}@example.com`,
        role: "member",
        token_hash: bytes(),
        invited_by: userId,
        expires_at: later,
        created_at,
      },
    ],
    [
      "subscriptions",
      { plan: "free", status: "active", facts: { subscriptions: {}, freeAt: null }, created_at, updated_at },
    ],
    ["checkouts", { plan: "basic", intent: "i", status: "expired", created_at, updated_at }],
    ["sessions", { user_id: userId, kind: "token", created_at, expires_at: later }],
  ];
}

/** Tables without an id of their own. */
const WITHOUT_ID = new Set(["calendar_services", "leases", "model_usage"]);

const insert = (trx: Trx, table: string, row: object) => {
  const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
  return sql`insert into ${sql.table(table)} (${columns})
    select ${columns} from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(row)}::jsonb)`.execute(
    trx,
  );
};

/** Gives a business something of everything. */
export async function fill(named: Named): Promise<void> {
  const { kysely } = await testDatabase();
  await asService(kysely, async (trx) => {
    for (const [table, row] of rowsOf(named)) {
      const id = WITHOUT_ID.has(table) ? {} : { id: randomUUID() };
      await insert(trx, table, { ...id, business_id: named.businessId, ...row });
    }
    await trx
      .updateTable("businesses")
      .set({ stripe_customer_id: named.customerId })
      .where("id", "=", named.businessId)
      .execute();
  });
}
