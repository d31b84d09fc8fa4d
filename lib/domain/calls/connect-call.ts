import { type Agent, agentForCall, getAgentOfCall } from "@/lib/domain/agents";
import { type Context, inTenant } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { carrierOf } from "@/lib/domain/integrations";
import { VendorError } from "@/lib/domain/ports";
import { receptionistFacts, syncAgent } from "@/lib/domain/receptionist";
import { keepAnsweringVersion } from "./answering-version";
import { oweCallback } from "./apologize";
import { callCarrier } from "./carrier";
import { noteStep } from "./change-call";
import { fallBack } from "./fall-back";
import { type LiveCall, loadLiveCall } from "./live-call";

/** The voice vendor keeps a registered call for five minutes. */
const REGISTRATION_MILLISECONDS = 270_000;

const isFresh = (registeredAt: string | undefined, now: Date): boolean =>
  registeredAt !== undefined && now.getTime() - Date.parse(registeredAt) < REGISTRATION_MILLISECONDS;

/** Announces the call to the voice vendor. @throws VendorError when it refuses, fails or is slow. */
async function register(ctx: Context, call: LiveCall): Promise<string> {
  const agentId = call.voiceVendorAgentId;
  if (!agentId)
    throw new VendorError("retell", "The receptionist is not known to Retell.", { isRetryable: false });
  const dynamicVariables = await receptionistFacts(ctx, {
    conversationId: call.conversationId,
    callerNumber: call.fromNumber,
  });
  const registered = await withDeadline(
    "retell",
    ctx.ports.voice.registerCall({
      agentId,
      fromNumber: call.fromNumber,
      toNumber: call.toNumber ?? "",
      metadata: {
        business_id: call.businessId,
        call_id: call.id,
        conversation_id: call.conversationId,
      },
      dynamicVariables,
    }),
    ctx.ports.voice.deadlineMilliseconds,
  );
  await inTenant(ctx, async (ctx) => {
    await noteStep(
      ctx,
      call.id,
      { sipAddress: registered.sipAddress, registeredAt: ctx.clock.now().toISOString() },
      { voice_call_id: registered.voiceCallId },
    );
    await keepAnsweringVersion(ctx, call.conversationId);
  });
  return registered.sipAddress;
}

/**
 * Who answers: the receptionist that the call was given to, or, where it has left work meanwhile, another one, who has
 * the call from then on. Null where nobody is at work.
 */
const answeringAgent = (ctx: Context, call: LiveCall): Promise<Agent | null> =>
  inTenant(ctx, async (ctx) => {
    if (call.agentId && call.facts.voice.startedAt) return getAgentOfCall(ctx, call.agentId);
    const agent = await agentForCall(ctx, call.agentId);
    if (!agent || agent.id === call.agentId) return agent;
    await ctx.trx
      .updateTable("conversations")
      .set({ agent_id: agent.id, agent_version: null })
      .where("business_id", "=", ctx.business.id)
      .where("id", "=", call.conversationId)
      .execute();
    return agent;
  });

/** The call with its receptionist known to the voice vendor, where one is to answer at all. */
async function withAgent(ctx: Context, call: LiveCall): Promise<LiveCall | null> {
  if (!ctx.ports.voice.isConfigured || !call.isForReceptionist) return null;
  const agent = await answeringAgent(ctx, call);
  if (!agent) return null;
  if (agent.voiceVendorAgentId) return { ...call, voiceVendorAgentId: agent.voiceVendorAgentId };
  const synced = await withDeadline(
    "retell",
    syncAgent(ctx, { agentId: agent.id, isUrgent: true }),
    ctx.ports.voice.deadlineMilliseconds,
  );
  return { ...call, voiceVendorAgentId: synced?.voiceVendorAgentId ?? null };
}

/** Where the receptionist waits for the caller, or undefined when it cannot take the call. */
async function receptionistAddress(ctx: Context, call: LiveCall): Promise<string | undefined> {
  const { sipAddress, registeredAt } = call.facts.connect;
  if (sipAddress && isFresh(registeredAt, ctx.clock.now())) return sipAddress;
  try {
    const ready = await withAgent(ctx, call);
    return ready ? await register(ctx, ready) : undefined;
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    ctx.log.warn({ callId: call.id, error: error.message }, "the voice vendor cannot take a call");
    return undefined;
  }
}

/**
 * Job `call.connect`, or the answer to a carrier that waits for it: answers an incoming call and sends the caller to
 * the receptionist; where that is not to be had, to the fallback number, else to a spoken apology with a task for the
 * owner. A blocked caller is hung up on. Harmless when repeated: each command has its own lasting id.
 * @throws VendorError, retryable, when the carrier does not take a command.
 */
export async function connectCall(ctx: Context, input: { callId: string }): Promise<void> {
  const call = await loadLiveCall(ctx, input.callId);
  if (!call || call.facts.connect.voiceAcceptedAt || call.facts.connect.apologizedAt) return;
  if (call.facts.handOff) return fallBack(ctx, call.id);
  if (!call.providerCallId || !(await carrierOf(ctx, call.provider))) {
    await inTenant(ctx, (ctx) => oweCallback(ctx, call, "not_taken"));
    return;
  }
  if (call.isBlocked) {
    await callCarrier(ctx, call, { command: "hangup" });
    return;
  }
  const address = await receptionistAddress(ctx, call);
  if (!address) {
    await fallBack(ctx, call.id);
    return;
  }
  if (!(await callCarrier(ctx, call, { command: "answer" }))) return;
  const isTransferred = await callCarrier(ctx, call, {
    command: "transfer",
    to: address,
    step: "voiceAcceptedAt",
  });
  if (!isTransferred) await fallBack(ctx, call.id);
}
