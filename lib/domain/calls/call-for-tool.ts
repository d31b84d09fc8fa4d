import { asSystem, type Context } from "@/lib/domain/context";
import { vendorId } from "./vendor-text";

export interface ToolCaller {
  businessId: string;
  callId: string;
  conversationId: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The call that a signed tool request of the voice vendor belongs to: by the vendor's id, else by ours from the
 * metadata it was registered with. @returns null for a call of nobody.
 */
export const callForTool = (
  ctx: Context,
  request: { voiceCallId: string; callId: string | null },
): Promise<ToolCaller | null> =>
  asSystem(ctx, "call of a tool request", async ({ trx }) => {
    const calls = trx.selectFrom("calls").select(["id", "business_id", "conversation_id"]);
    const row =
      (await calls.where("voice_call_id", "=", vendorId(request.voiceCallId) ?? "").executeTakeFirst()) ??
      (request.callId && UUID.test(request.callId)
        ? await calls.where("id", "=", request.callId).executeTakeFirst()
        : undefined);
    return row ? { businessId: row.business_id, callId: row.id, conversationId: row.conversation_id } : null;
  });
