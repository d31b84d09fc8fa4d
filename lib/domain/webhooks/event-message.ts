import { z } from "zod";
import { getAppointment } from "@/lib/domain/appointments";
import { getCall } from "@/lib/domain/calls";
import type { TenantContext } from "@/lib/domain/context";
import { getConversation } from "@/lib/domain/conversations";
import { DomainError } from "@/lib/domain/errors";
import { EVENT_TYPES, type EventType } from "@/lib/domain/events";
import { encodeId } from "@/lib/domain/ids";
import { getLead } from "@/lib/domain/leads";
import { wordOf } from "@/lib/domain/parse";
import { appointmentFacts, callFacts, conversationFacts, leadFacts, messageFacts } from "./facts";

type Facts = Record<string, unknown>;
type Reader = (ctx: TenantContext, subjectId: string) => Promise<Facts>;

const aboutLead: Reader = async (ctx, id) => ({ lead: leadFacts(await getLead(ctx, id)) });
const aboutCall: Reader = async (ctx, id) => ({ call: callFacts(await getCall(ctx, id)) });
const aboutAppointment: Reader = async (ctx, id) => ({
  appointment: appointmentFacts(await getAppointment(ctx, id)),
});
const aboutConversation: Reader = async (ctx, id) => ({
  conversation: conversationFacts(await getConversation(ctx, id)),
});

const aboutMessage: Reader = async ({ trx, business }, id) => {
  const row = await trx
    .selectFrom("messages")
    .innerJoin("conversations", "conversations.id", "messages.conversation_id")
    .leftJoin("contacts", "contacts.id", "conversations.contact_id")
    .selectAll("messages")
    .select(["conversations.channel", "conversations.contact_id", "conversations.lead_id"])
    .select(["contacts.name as contact_name", "contacts.phone as contact_phone"])
    .select("contacts.email as contact_email")
    .where("messages.business_id", "=", business.id)
    .where("messages.id", "=", id)
    .executeTakeFirst();
  return row ? { message: messageFacts(row) } : {};
};

const nothingMore: Reader = async () => ({});

/** Where the facts of each event are read. */
const READERS: Record<EventType, Reader> = {
  "lead.captured": aboutLead,
  "call.started": aboutCall,
  "call.completed": aboutCall,
  "call.transferred": aboutCall,
  "appointment.created": aboutAppointment,
  "appointment.cancelled": aboutAppointment,
  "conversation.created": aboutConversation,
  "conversation.updated": aboutConversation,
  "conversation.closed": aboutConversation,
  "message.received": aboutMessage,
  "message.sent": aboutMessage,
  "agent.trained": nothingMore,
  "channel.connected": nothingMore,
  "channel.disconnected": nothingMore,
};

const storedData = z.record(z.string(), z.unknown());
const storedActor = z.object({ kind: z.string(), reason: z.string().optional() });

/** Who caused an event, so that a program can leave out what it did itself. */
function originOf(actor: unknown): string {
  const { kind, reason } = storedActor.parse(actor);
  return kind === "system" && reason === "n8n" ? "n8n" : kind;
}

/** What a subject is like now; nothing where it has gone since. */
async function readSubject(ctx: TenantContext, type: EventType, subjectId: string): Promise<Facts> {
  try {
    return await READERS[type](ctx, subjectId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return {};
    throw error;
  }
}

/**
 * What a program is told of an event: `data` holds the subject as it is now, under its noun, and what was recorded with
 * the event besides. The id is the same however often it is told.
 * @returns null where the event has gone.
 */
export async function eventMessage(
  ctx: TenantContext,
  eventId: string,
): Promise<{ id: string; body: string } | null> {
  const event = await ctx.trx
    .selectFrom("events")
    .innerJoin("businesses", "businesses.id", "events.business_id")
    .selectAll("events")
    .select("businesses.number as business_number")
    .where("events.business_id", "=", ctx.business.id)
    .where("events.id", "=", eventId)
    .executeTakeFirst();
  if (!event) return null;
  const type = wordOf(EVENT_TYPES, event.type);
  const id = encodeId("evt", event.id);
  const data = {
    ...(await readSubject(ctx, type, event.subject_id)),
    recorded: storedData.parse(event.data),
  };
  const body = JSON.stringify({
    id,
    type,
    timestamp: event.occurred_at.toISOString(),
    businessId: event.business_number,
    origin: originOf(event.actor),
    data,
  });
  return { id, body };
}
