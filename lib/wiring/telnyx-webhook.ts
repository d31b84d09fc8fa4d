import { recordTelephonyFact } from "@/lib/domain/calls";
import type { Context, SystemContext } from "@/lib/domain/context";
import { type Handled, once, type Received } from "@/lib/domain/inbox";
import { receiveText, recordDelivery } from "@/lib/domain/texts";
import { env } from "@/lib/env";
import { parseTelnyxEvent, type TelephonyEvent } from "@/lib/providers/telnyx/events";
import { receiveTelnyx as openTelnyx } from "@/lib/providers/telnyx/verify";
import { emulators } from "./emulators";
import { opened } from "./opened";

const VENDOR = "telnyx" as const;

const FACT_TYPES = {
  "call.initiated": "initiated",
  "call.answered": "answered",
  "call.bridged": "bridged",
  "call.hangup": "hangup",
  "call.speak.ended": "speak_ended",
  "call.machine.detection.ended": "detection_ended",
  "call.gather.ended": "keys_gathered",
} as const;

async function handleTelnyx(ctx: SystemContext, event: TelephonyEvent): Promise<Handled> {
  const occurredAt = event.occurredAt ?? ctx.clock.now();
  if (event.type === "message.received") {
    return receiveText(ctx, {
      provider: VENDOR,
      providerMessageId: event.messageId,
      fromNumber: event.fromNumber,
      toNumbers: event.toNumbers,
      text: event.text,
      media: event.media,
      sentAt: occurredAt,
      isAnsweredByVendor: event.autoResponse !== null,
    });
  }
  if (event.type === "message.sent" || event.type === "message.finalized") {
    const [recipient] = event.recipients;
    return recordDelivery(ctx, {
      providerMessageId: event.messageId,
      phone: recipient?.number ?? null,
      status: recipient?.status ?? null,
      error: event.errors.join("; ") || null,
    });
  }
  if (event.type === "call.recording.saved") {
    const sessionId = event.callSessionId ?? event.callLegId ?? event.callControlId;
    if (!sessionId) return { status: "ignored" };
    const result = await recordTelephonyFact(ctx, {
      type: "recording_saved",
      provider: VENDOR,
      callControlId: event.callControlId,
      legId: event.callLegId,
      sessionId,
      direction: null,
      from: null,
      to: null,
      occurredAt,
      recordingUrl: event.url,
    });
    return result.matched ? { status: "handled", businessId: result.businessId } : { status: "unmatched" };
  }
  if (!("leg" in event) || !Object.hasOwn(FACT_TYPES, event.type)) return { status: "ignored" };
  const { leg } = event;
  const result = await recordTelephonyFact(ctx, {
    type: FACT_TYPES[event.type as keyof typeof FACT_TYPES],
    provider: VENDOR,
    callControlId: leg.callControlId,
    legId: leg.callLegId,
    sessionId: leg.callSessionId ?? leg.callLegId ?? leg.callControlId,
    direction: event.type === "call.initiated" ? event.direction : null,
    from: leg.fromNumber,
    to: leg.toNumber ?? leg.to,
    occurredAt: (event.type === "call.hangup" ? event.endedAt : null) ?? occurredAt,
    cause: event.type === "call.hangup" ? event.cause : null,
    connectionId: leg.connectionId,
    ...(event.type === "call.machine.detection.ended" ? { isMachine: event.isMachine } : {}),
    ...(event.type === "call.gather.ended" ? { keys: event.digits } : {}),
  });
  return result.matched ? { status: "handled", businessId: result.businessId } : { status: "unmatched" };
}

/** A Telnyx delivery, in the vendor's shape or a document's. @throws DomainError token_invalid, malformed. */
export async function receiveTelnyx(ctx: Context, rawBody: string, headers: Headers): Promise<Received> {
  const publicKeys = [env().TELNYX_PUBLIC_KEY, (await emulators())?.telnyx.publicKey].filter(
    (key) => key !== undefined,
  );
  const event = await opened(() => openTelnyx({ rawBody, headers, publicKeys, now: ctx.clock.now() }));
  const type = event.type === "unknown" ? event.name : event.type;
  return once(ctx, { vendor: VENDOR, eventId: event.eventId, type, body: rawBody }, (system) =>
    handleTelnyx(system, event),
  );
}

/** Handles a kept delivery again. @throws WebhookRefused malformed. */
export const replayTelnyx = (ctx: SystemContext, body: unknown): Promise<Handled> =>
  handleTelnyx(ctx, parseTelnyxEvent(body));
