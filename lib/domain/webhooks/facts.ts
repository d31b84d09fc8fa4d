import type { Selectable } from "kysely";
import type { Messages } from "@/lib/db/types";
import type { Appointment } from "@/lib/domain/appointments";
import type { CallDetail } from "@/lib/domain/calls";
import type { Conversation } from "@/lib/domain/conversations";
import type { Lead } from "@/lib/domain/leads";

const MOST_TRANSCRIPT_CHARACTERS = 20_000;
const SPEAKERS = { customer: "Caller", agent: "Agent", human: "Staff", system: "System" } as const;

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

/** A lead as programs outside are told of it. The names are a promise: more may come, none goes. */
export const leadFacts = (lead: Lead) => ({
  id: lead.id,
  name: lead.name,
  phone: lead.phone,
  email: lead.email,
  company: lead.company,
  reason: lead.reason,
  serviceInterest: lead.serviceInterest,
  status: lead.status,
  source: lead.source,
  temperature: lead.temperature,
  urgency: lead.urgency,
  score: lead.score,
  notes: lead.notes,
  contactId: lead.contactId,
  conversationId: lead.conversationId,
  createdAt: iso(lead.createdAt),
});

/** An appointment as programs outside are told of it; its id is the number that an API shows. */
export const appointmentFacts = (appointment: Appointment) => ({
  id: appointment.number,
  customer: appointment.customerName,
  phone: appointment.customerPhone,
  email: appointment.customerEmail,
  service: appointment.title,
  date: iso(appointment.startsAt),
  endsAt: iso(appointment.endsAt),
  status: appointment.status,
  notes: appointment.notes,
  source: appointment.source,
  contactId: appointment.contactId,
  leadId: appointment.leadId,
  createdAt: iso(appointment.createdAt),
});

/** A call as programs outside are told of it; its id is the number that an API shows. */
export const callFacts = (call: CallDetail) => ({
  id: call.number,
  direction: call.direction,
  from: call.fromNumber,
  to: call.toNumber,
  caller: call.callerName,
  status: call.status,
  startedAt: iso(call.startedAt),
  answeredAt: iso(call.answeredAt),
  endedAt: iso(call.endedAt),
  durationSeconds: call.durationSeconds,
  summary: call.summary,
  sentiment: call.sentiment,
  outcome: call.outcome,
  transcript: call.turns
    .map(({ sender, content }) => `${SPEAKERS[sender]}: ${content}`)
    .join("\n")
    .slice(0, MOST_TRANSCRIPT_CHARACTERS),
  contactId: call.contactId,
  leadId: call.leadId,
  conversationId: call.conversationId,
});

/** A conversation as programs outside are told of it. */
export const conversationFacts = (conversation: Conversation) => ({
  id: conversation.id,
  channel: conversation.channel,
  status: conversation.status,
  handledBy: conversation.handledBy,
  summary: conversation.summary,
  outcome: conversation.outcome,
  contactId: conversation.contactId,
  createdAt: iso(conversation.createdAt),
  closedAt: iso(conversation.closedAt),
});

/** A message with the thread that it stands in. */
export interface MessageRow
  extends Pick<Selectable<Messages>, "id" | "conversation_id" | "sender" | "content" | "sent_at" | "phone"> {
  channel: string;
  contact_id: string | null;
  lead_id: string | null;
  contact_name: string | null;
  contact_phone: string | null;
  contact_email: string | null;
}

/** A message as programs outside are told of it. */
export const messageFacts = (row: MessageRow) => ({
  id: row.id,
  conversationId: row.conversation_id,
  channel: row.channel,
  direction: row.sender === "customer" ? "inbound" : "outbound",
  sender: row.sender,
  text: row.content,
  sentAt: iso(row.sent_at),
  customer: row.contact_name || null,
  phone: row.phone ?? row.contact_phone,
  email: row.contact_email,
  contactId: row.contact_id,
  leadId: row.lead_id,
});
