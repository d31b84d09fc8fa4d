import { sql } from "kysely";
import type { Trx } from "@/lib/db/tenant";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { messageOf, sentimentOf } from "@/lib/domain/conversations";
import { notFound } from "@/lib/domain/errors";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { CALL_STATUSES } from "./call-status";
import {
  CALL_OUTCOMES,
  type Call,
  type CallDetail,
  type ListCallsInput,
  listCallsInput,
  type ToolCallRecord,
} from "./schema";

/** A call whose end was never reported stops counting as live after this. */
const LIVE_HOURS = 4;

const callRows = (trx: Trx, businessId: string) =>
  trx
    .selectFrom("calls")
    .innerJoin("conversations", "conversations.id", "calls.conversation_id")
    .leftJoin("contacts", "contacts.id", "conversations.contact_id")
    .where("calls.business_id", "=", businessId);

const withColumns = (query: ReturnType<typeof callRows>) =>
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

const callOf = (row: CallListRow): Call => ({
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
  callerName: row.contact_name || null,
  summary: row.summary,
  sentiment: sentimentOf(row.sentiment),
  outcome: CALL_OUTCOMES.find((outcome) => outcome === row.outcome) ?? null,
  hasRecording: row.recording_file_id !== null,
  disconnectReason: row.disconnect_reason,
  providerCallId: row.provider_call_id,
  createdAt: row.created_at,
});

/** The calls of the business, newest first. `search` looks into name, number and summary. */
export async function listCalls(ctx: Context, input: ListCallsInput): Promise<Page<Call>> {
  authorize(ctx, "call:read");
  const filter = parseInput(listCallsInput, input);
  return inTenant(ctx, async ({ trx, business }) => {
    let rows = callRows(trx, business.id);
    if (filter.status) {
      rows =
        filter.status.length > 0
          ? rows.where("calls.status", "in", filter.status)
          : rows.where(sql<boolean>`false`);
    }
    if (filter.from) rows = rows.where("calls.started_at", ">=", filter.from);
    if (filter.to) rows = rows.where("calls.started_at", "<", filter.to);
    if (filter.leadId !== undefined) rows = rows.where("conversations.lead_id", "=", filter.leadId);
    if (filter.search) {
      const pattern = `%${filter.search.replace(/[\\%_]/g, "\\$&")}%`;
      const digits = filter.search.replace(/[^\d]/g, "");
      rows = rows.where((eb) =>
        eb.or([
          eb("contacts.name", "ilike", pattern),
          eb("conversations.summary", "ilike", pattern),
          ...(digits.length >= 3 ? [eb("calls.from_number", "like", `%${digits}%`)] : []),
        ]),
      );
    }
    const { total } = await rows
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const items = await withColumns(rows)
      .orderBy("calls.started_at", "desc")
      .orderBy("calls.id", "desc")
      .limit(filter.limit)
      .offset(offsetOf(filter))
      .execute();
    return { items: items.map(callOf), total, page: filter.page, limit: filter.limit };
  });
}

/** The calls that ring or are spoken right now, newest first. */
export async function listLive(ctx: Context): Promise<Call[]> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async ({ trx, business, clock }) => {
    const rows = await withColumns(callRows(trx, business.id))
      .where("calls.status", "in", ["ringing", "in_progress"])
      .where("calls.started_at", ">", new Date(clock.now().getTime() - LIVE_HOURS * 3_600_000))
      .orderBy("calls.started_at", "desc")
      .execute();
    return rows.map(callOf);
  });
}

/** One call with everything said and done in it. @throws DomainError `not_found`. */
export async function getCall(ctx: Context, id: string): Promise<CallDetail> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await withColumns(callRows(trx, business.id)).where("calls.id", "=", id).executeTakeFirst();
    if (!row) throw notFound("call");
    const messages = await trx
      .selectFrom("messages")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("conversation_id", "=", row.conversation_id)
      .orderBy("position")
      .execute();
    const toolCalls = await trx
      .selectFrom("tool_calls")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("conversation_id", "=", row.conversation_id)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
    return {
      ...callOf(row),
      turns: messages.map(messageOf),
      toolCalls: toolCalls.map(
        (tool): ToolCallRecord => ({
          id: tool.id,
          tool: tool.tool,
          arguments: tool.arguments,
          result: tool.result,
          receipt:
            tool.receipt_kind && tool.receipt_id ? { kind: tool.receipt_kind, id: tool.receipt_id } : null,
          error: tool.error,
          durationMilliseconds: tool.duration_milliseconds,
          turnsBefore: tool.turns_before,
          createdAt: tool.created_at,
        }),
      ),
      recordingFileId: row.recording_file_id,
    };
  });
}
