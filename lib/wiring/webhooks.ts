import { createHash } from "node:crypto";
import { callForTool, recordVoiceFact } from "@/lib/domain/calls";
import { asSystem, type Context, forBusiness, type SystemContext } from "@/lib/domain/context";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Delivery, type Handled, once, type Received } from "@/lib/domain/inbox";
import { isToolName, runTool, type ToolOutcome } from "@/lib/domain/receptionist";
import { env } from "@/lib/env";
import { parseRetellEvent, type VoiceEvent, type VoiceTurn } from "@/lib/providers/retell/events";
import { receiveRetell as openRetell, receiveToolRequest } from "@/lib/providers/retell/verify";
import { parseStripeEvent } from "@/lib/providers/stripe/events";
import { receiveStripe as openStripe } from "@/lib/providers/stripe/verify";
import { jsonOf } from "@/lib/providers/webhook-refused";
import { emulators } from "./emulators";
import { type ActedOn, actForN8n, replayN8n } from "./n8n";
import { opened } from "./opened";
import { handlePayment } from "./payments";
import { replayTelnyx } from "./telnyx-webhook";
import { replayTwilio } from "./twilio-webhook";

const spoken = (turn: VoiceTurn) =>
  turn.role === "agent" || turn.role === "caller" || turn.role === "person"
    ? [
        {
          sender:
            turn.role === "caller"
              ? ("customer" as const)
              : turn.role === "person"
                ? ("human" as const)
                : ("agent" as const),
          content: turn.text,
          offsetSeconds: turn.startSeconds,
          endOffsetSeconds: turn.endSeconds,
          why: turn.node ?? null,
        },
      ]
    : [];

const VOICE_TYPES = {
  call_started: "started",
  transcript_updated: "updated",
  call_ended: "ended",
  call_analyzed: "analyzed",
} as const;

async function handleVoice(ctx: SystemContext, event: VoiceEvent): Promise<Handled> {
  if (event.type === "unknown") return { status: "ignored" };
  const { call } = event;
  const result = await recordVoiceFact(ctx, {
    type: VOICE_TYPES[event.type],
    voiceCallId: call.voiceCallId,
    callId: call.metadata.call_id ?? null,
    businessId: call.metadata.business_id ?? null,
    agentId: call.agentId,
    fromNumber: call.fromNumber,
    toNumber: call.toNumber,
    startedAt: call.startedAt,
    endedAt: call.endedAt,
    transcript: call.turns.length > 0 ? call.turns.flatMap(spoken) : null,
    transcriptText: call.transcript,
    recordingUrl: call.recordingUrl,
    disconnectionReason: call.disconnectionReason,
    summary: call.summary,
    sentiment: call.sentiment,
    successful: call.isSuccessful,
    inVoicemail: call.isVoicemail,
    outcome: call.outcome,
  });
  return result.matched
    ? { status: "handled", businessId: result.businessId }
    : { status: "unmatched", isGone: result.isGone };
}

const retellKeys = async () =>
  [env().RETELL_WEBHOOK_KEY ?? env().RETELL_API_KEY, (await emulators())?.retell.apiKey].filter(
    (key) => key !== undefined,
  );

/** A Retell delivery, in the vendor's shape or a document's. @throws DomainError token_invalid, malformed. */
export async function receiveRetell(ctx: Context, rawBody: string, headers: Headers): Promise<Received> {
  const keys = await retellKeys();
  const event = await opened(() => openRetell({ rawBody, headers, keys, now: ctx.clock.now() }));
  if (event.type === "transcript_updated") {
    // Not kept: each holds all of the one before, a repeat changes nothing, and the end of the call brings it all.
    return asSystem(ctx, "transcript of a call in progress", (system) => handleVoice(system, event));
  }
  const eventId = event.eventId ?? `derived:${createHash("sha256").update(rawBody).digest("hex")}`;
  const type = event.type === "unknown" ? event.name : event.type;
  return once(ctx, { vendor: "retell", eventId, type, body: rawBody }, (system) =>
    handleVoice(system, event),
  );
}

/**
 * A Stripe delivery. `isKnown` says whether events of its type are used here at all.
 * @throws DomainError token_invalid, malformed.
 */
export async function receiveStripe(
  ctx: Context,
  rawBody: string,
  headers: Headers,
): Promise<{ status: Received["status"]; isKnown: boolean }> {
  const secrets = [env().STRIPE_WEBHOOK_SECRET, (await emulators())?.stripe.webhookSecret].filter(
    (secret) => secret !== undefined,
  );
  const event = await opened(() => openStripe({ rawBody, headers, secrets, now: ctx.clock.now() }));
  const delivery = { vendor: "stripe" as const, eventId: event.eventId, type: event.name, body: rawBody };
  const { status } = await once(ctx, delivery, (system) => handlePayment(system, event));
  return { status, isKnown: event.type !== "unknown" };
}

/** A request of an n8n workflow. @throws DomainError token_invalid, malformed, and whatever refuses the action. */
export const receiveN8n = (ctx: Context, rawBody: string, headers: Headers): Promise<ActedOn> =>
  opened(() => actForN8n(ctx, rawBody, headers));

/** Handles a kept delivery again, as it was when it arrived. */
export async function replayDelivery(ctx: SystemContext, delivery: Delivery): Promise<Handled> {
  const body = jsonOf(delivery.vendor, delivery.body);
  if (delivery.vendor === "n8n") return replayN8n(ctx, delivery);
  if (delivery.vendor === "stripe") return handlePayment(ctx, parseStripeEvent(body));
  if (delivery.vendor === "twilio") return replayTwilio(ctx, body);
  return delivery.vendor === "retell" ? handleVoice(ctx, parseRetellEvent(body)) : replayTelnyx(ctx, body);
}

/**
 * A tool that the voice agent calls during a call. Whose call it is comes from the signed request and our own
 * row, never from the arguments.
 * @throws DomainError token_invalid, malformed, not_found.
 */
export async function runToolRequest(
  ctx: Context,
  tool: string,
  rawBody: string,
  headers: Headers,
): Promise<ToolOutcome> {
  const keys = await retellKeys();
  const request = await opened(() => receiveToolRequest({ rawBody, headers, keys, now: ctx.clock.now() }));
  if (!isToolName(tool) || request.tool !== tool)
    throw new DomainError("not_found", `There is no tool named ${tool}.`);
  const call = await callForTool(ctx, {
    voiceCallId: request.call.voiceCallId,
    callId: request.call.metadata.call_id ?? null,
  });
  if (!call) throw notFound("call");
  const { conversationId } = call;
  const scoped = forBusiness(
    { ...ctx, actor: { kind: "receptionist", conversationId } as const },
    call.businessId,
  );
  const turnsBefore = request.call.turns.flatMap(spoken).length;
  return runTool(scoped, { conversationId, tool, arguments: request.arguments, turnsBefore });
}
