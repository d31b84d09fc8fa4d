import { type Context, inTenant } from "@/lib/domain/context";
import { type CallFacts, callFacts } from "./facts";

/** A call with what is needed to steer it. */
export interface LiveCall {
  id: string;
  businessId: string;
  conversationId: string;
  /** Whose carrier it is at. */
  provider: string;
  providerCallId: string | null;
  fromNumber: string | null;
  toNumber: string | null;
  contactId: string | null;
  isBlocked: boolean;
  agentId: string | null;
  /** Whether the number leads to the receptionist at all. */
  isForReceptionist: boolean;
  fallbackNumbers: string[];
  voiceVendorAgentId: string | null;
  /** The call at the voice vendor; null until it was announced there. */
  voiceCallId: string | null;
  facts: CallFacts;
}

const load = (ctx: Context, callId: string, { isOver }: { isOver: boolean }): Promise<LiveCall | null> =>
  inTenant(ctx, async ({ trx, business }) => {
    const row = await trx
      .selectFrom("calls")
      .innerJoin("conversations", "conversations.id", "calls.conversation_id")
      .leftJoin("contacts", "contacts.id", "conversations.contact_id")
      .leftJoin("agents", "agents.id", "conversations.agent_id")
      .leftJoin("numbers", (join) =>
        join
          .onRef("numbers.e164", "=", "calls.to_number")
          .onRef("numbers.business_id", "=", "calls.business_id"),
      )
      .select([
        "calls.id",
        "calls.business_id",
        "calls.conversation_id",
        "calls.provider",
        "calls.provider_call_id",
        "calls.from_number",
        "calls.to_number",
        "calls.facts",
        "calls.voice_call_id",
        "conversations.contact_id",
        "conversations.agent_id",
        "contacts.is_blocked",
        "agents.fallback_numbers",
        "agents.voice_vendor_agent_id",
        "numbers.route_to_ai",
      ])
      .where("calls.business_id", "=", business.id)
      .where("calls.id", "=", callId)
      .where("calls.ended_at", isOver ? "is not" : "is", null)
      .executeTakeFirst();
    if (!row) return null;
    return {
      id: row.id,
      businessId: row.business_id,
      conversationId: row.conversation_id,
      provider: row.provider,
      providerCallId: row.provider_call_id,
      fromNumber: row.from_number,
      toNumber: row.to_number,
      contactId: row.contact_id,
      isBlocked: row.is_blocked ?? false,
      agentId: row.agent_id,
      isForReceptionist: row.route_to_ai ?? true,
      fallbackNumbers: row.fallback_numbers ?? [],
      voiceVendorAgentId: row.voice_vendor_agent_id,
      voiceCallId: row.voice_call_id,
      facts: callFacts.parse(row.facts),
    };
  });

/** @returns null for a call that has ended or does not exist. */
export const loadLiveCall = (ctx: Context, callId: string) => load(ctx, callId, { isOver: false });

/** @returns null for a call that goes on or does not exist. */
export const loadEndedCall = (ctx: Context, callId: string) => load(ctx, callId, { isOver: true });
