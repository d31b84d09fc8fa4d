import type { Selectable } from "kysely";
import type { Trx } from "@/lib/db/tenant";
import type { Messages, ToolCalls } from "@/lib/db/types";
import { messageOf, sentimentOf } from "@/lib/domain/conversations";
import { CALL_STATUSES } from "./call-status";
import { CALL_OUTCOMES, type Call, type ToolCallRecord, type Turn } from "./schema";
import { notesOf } from "./transcript";

/** The calls of a business with their conversations and contacts, to be narrowed and then read by `withColumns`. */
export const callRows = (trx: Trx, businessId: string) =>
  trx
    .selectFrom("calls")
    .innerJoin("conversations", "conversations.id", "calls.conversation_id")
    .leftJoin("contacts", "contacts.id", "conversations.contact_id")
    .where("calls.business_id", "=", businessId);

/** Everything that `callOf` reads. */
export const withColumns = (query: ReturnType<typeof callRows>) =>
  query
    .selectAll("calls")
    .select([
      "conversations.contact_id",
      "conversations.agent_id",
      "conversations.agent_version",
      "conversations.summary",
      "conversations.sentiment",
      "conversations.outcome",
      "conversations.lead_id",
      "contacts.name as contact_name",
    ]);

type CallListRow = Awaited<ReturnType<ReturnType<typeof withColumns>["executeTakeFirstOrThrow"]>>;

/** A call as its row holds it. */
export const callOf = (row: CallListRow): Call => ({
  id: row.id,
  businessId: row.business_id,
  number: row.number,
  conversationId: row.conversation_id,
  direction: row.direction === "outbound" ? "outbound" : "inbound",
  fromNumber: row.from_number,
  toNumber: row.to_number,
  status: CALL_STATUSES.find((status) => status === row.status) ?? "ringing",
  startedAt: row.started_at,
  answeredAt: row.answered_at,
  endedAt: row.ended_at,
  durationSeconds: row.duration_seconds,
  contactId: row.contact_id,
  agentId: row.agent_id,
  agentVersion: row.agent_version,
  leadId: row.lead_id,
  callerName: row.caller_name || row.contact_name || null,
  summary: row.summary,
  sentiment: sentimentOf(row.sentiment),
  outcome: CALL_OUTCOMES.find((outcome) => outcome === row.outcome) ?? null,
  hasRecording: row.recording_file_id !== null,
  disconnectReason: row.disconnect_reason,
  providerCallId: row.provider_call_id,
  isLogged: row.provider === "logged",
  kind: row.kind,
  recordingLink: row.provider === "logged" ? row.recording_source_url : null,
  createdAt: row.created_at,
});

/** A message of a call as what was said. */
export const turnOf = (row: Selectable<Messages>): Turn => {
  const { position, sender, content, sentAt, offsetSeconds, metadata } = messageOf(row);
  return { position, sender, content, sentAt, offsetSeconds, ...notesOf(metadata) };
};

/** A tool call as its row holds it. */
export const toolCallOf = (row: Selectable<ToolCalls>): ToolCallRecord => ({
  id: row.id,
  tool: row.tool,
  arguments: row.arguments,
  result: row.result,
  receipt: row.receipt_kind && row.receipt_id ? { kind: row.receipt_kind, id: row.receipt_id } : null,
  error: row.error,
  durationMilliseconds: row.duration_milliseconds,
  turnsBefore: row.turns_before,
  createdAt: row.created_at,
});
