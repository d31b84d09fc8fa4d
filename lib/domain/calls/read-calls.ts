import { sql } from "kysely";
import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { callOf, callRows, toolCallOf, turnOf, withColumns } from "./call-rows";
import { type Call, type CallDetail, type ListCallsInput, listCallsInput } from "./schema";

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
      turns: messages.map(turnOf),
      toolCalls: toolCalls.map(toolCallOf),
      recordingFileId: row.recording_file_id,
    };
  });
}
