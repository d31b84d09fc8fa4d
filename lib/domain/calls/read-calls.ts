import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { callOf, callRows, toolCallOf, turnOf, withColumns } from "./call-rows";
import type { CallDetail } from "./schema";

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
