import { createHash } from "node:crypto";
import { z } from "zod";
import { WebhookRefused } from "../webhook-refused";
import { failureWords } from "./message-failures";

/** A leg of a call. Numbers are + and digits, or null when withheld. */
export interface TelephonyLeg {
  callControlId: string;
  callLegId: string | null;
  callSessionId: string | null;
  connectionId: string | null;
  fromNumber: string | null;
  toNumber: string | null;
  /** As sent, for legs that go to a SIP address. */
  to: string | null;
  clientState: string | null;
}

interface EventBase {
  /** For `once`: the vendor's event id, or one derived from what the event says. */
  eventId: string;
  /** When it happened at the vendor; order events by it. Null when the vendor does not say. */
  occurredAt: Date | null;
}

/** What Telnyx tells us, whichever of the two body shapes it came in. */
export type TelephonyEvent = EventBase &
  (
    | {
        type: "call.initiated";
        leg: TelephonyLeg;
        /** Only `incoming` is a caller; transfers and dials announce their own `outgoing` leg. */
        direction: "incoming" | "outgoing";
        callerName: string | null;
      }
    | {
        type: "call.answered" | "call.bridged" | "call.speak.started" | "call.speak.ended";
        leg: TelephonyLeg;
      }
    | {
        type: "call.hangup";
        leg: TelephonyLeg;
        cause: string | null;
        source: "caller" | "callee" | "unknown";
        sipCause: string | null;
        startedAt: Date | null;
        endedAt: Date | null;
      }
    | { type: "call.machine.detection.ended"; leg: TelephonyLeg; isMachine: boolean }
    | {
        type: "call.gather.ended";
        leg: TelephonyLeg;
        /** The keys that were pressed; empty for none. */
        digits: string;
      }
    | {
        type: "call.recording.saved";
        /** May be all there is to find the call by. */
        callSessionId: string | null;
        callLegId: string | null;
        callControlId: string | null;
        recordingId: string | null;
        /** Expires after ten minutes: copy it at once. */
        url: string | null;
      }
    | {
        type: "message.received";
        messageId: string;
        fromNumber: string | null;
        toNumbers: string[];
        text: string;
        media: { url: string; contentType: string | null }[];
        /** STOP, START, HELP: the vendor has answered already. */
        autoResponse: string | null;
      }
    | {
        type: "message.sent" | "message.finalized";
        messageId: string;
        recipients: { number: string | null; status: string | null }[];
        /** For the owner. */
        errors: string[];
      }
    | { type: "unknown"; name: string }
  );

type Unstamped = TelephonyEvent extends infer E
  ? E extends EventBase
    ? Omit<E, keyof EventBase>
    : never
  : never;

const text = z.string().nullish().catch(null);
const party = z
  .union([z.string(), z.object({ phone_number: text, status: text })])
  .nullish()
  .catch(null);

const fields = z.object({
  call_control_id: text,
  call_leg_id: text,
  call_session_id: text,
  connection_id: text,
  client_state: text,
  caller_id_name: text,
  direction: text,
  from: party,
  to: z.union([z.array(party), party]).catch(null),
  start_time: text,
  end_time: text,
  hangup_cause: text,
  hangup_source: text,
  sip_hangup_cause: text,
  result: text,
  digits: text,
  recording_id: text,
  recording_urls: z.object({ mp3: text, wav: text }).nullish().catch(null),
  id: text,
  text: text,
  media: z
    .array(z.object({ url: text, content_type: text }))
    .nullish()
    .catch(null),
  autoresponse_type: text,
  errors: z
    .array(z.object({ code: z.coerce.string().catch(""), title: text }))
    .nullish()
    .catch(null),
});
type Fields = z.infer<typeof fields>;

const envelope = z.object({
  data: z.object({ event_type: z.string(), id: text, occurred_at: text, payload: fields.nullish() }),
});

/** The shape the API document shows: the name outside, the payload's fields straight in `data`. */
const documented = z.object({ event_type: z.string(), data: fields });

const instant = (value: string | null | undefined): Date | null => {
  const date = new Date(value ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
};

/** + and digits out of a number or `sip:` address as Telnyx writes them; null for withheld ones. */
export function readNumber(value: string | null | undefined): string | null {
  const user = (value ?? "").replace(/^sips?:/i, "").split(/[@;]/)[0] ?? "";
  if (!/^\+?[\d\s().-]+$/.test(user)) return null;
  const digits = user.replace(/\D/g, "");
  return digits.length >= 3 && digits.length <= 15 ? `+${digits}` : null;
}

const rawNumber = (value: z.infer<typeof party>): string | null =>
  (typeof value === "string" ? value : value?.phone_number) ?? null;

const partiesOf = (payload: Fields) => (Array.isArray(payload.to) ? payload.to : [payload.to]);

function legOf(payload: Fields): TelephonyLeg | null {
  if (!payload.call_control_id) return null;
  const to = rawNumber(partiesOf(payload)[0]);
  return {
    callControlId: payload.call_control_id,
    callLegId: payload.call_leg_id ?? null,
    callSessionId: payload.call_session_id ?? null,
    connectionId: payload.connection_id ?? null,
    fromNumber: readNumber(rawNumber(payload.from)),
    toNumber: to?.startsWith("sip") ? null : readNumber(to),
    to,
    clientState: payload.client_state ?? null,
  };
}

const withLeg = (payload: Fields, make: (leg: TelephonyLeg) => Unstamped): Unstamped | null => {
  const leg = legOf(payload);
  return leg ? make(leg) : null;
};

const plain =
  (type: "call.answered" | "call.bridged" | "call.speak.started" | "call.speak.ended") => (payload: Fields) =>
    withLeg(payload, (leg) => ({ type, leg }));

const outcome =
  (type: "message.sent" | "message.finalized") =>
  (payload: Fields): Unstamped | null =>
    payload.id
      ? {
          type,
          messageId: payload.id,
          recipients: partiesOf(payload).map((to) => ({
            number: readNumber(rawNumber(to)),
            status: (typeof to === "object" ? to?.status : null) ?? null,
          })),
          errors: (payload.errors ?? []).map(failureWords),
        }
      : null;

const READERS: Record<string, (payload: Fields, fallbackId: string) => Unstamped | null> = {
  "call.initiated": (payload) =>
    withLeg(payload, (leg) => ({
      type: "call.initiated",
      leg,
      // The documented shape names no direction; only callers' legs are announced there.
      direction:
        payload.direction === "outgoing" || payload.direction === "outbound" ? "outgoing" : "incoming",
      callerName: payload.caller_id_name ?? null,
    })),
  "call.answered": plain("call.answered"),
  "call.bridged": plain("call.bridged"),
  "call.speak.started": plain("call.speak.started"),
  "call.speak.ended": plain("call.speak.ended"),
  "call.hangup": (payload) =>
    withLeg(payload, (leg) => ({
      type: "call.hangup",
      leg,
      cause: payload.hangup_cause ?? null,
      source:
        payload.hangup_source === "caller" || payload.hangup_source === "callee"
          ? payload.hangup_source
          : "unknown",
      sipCause: payload.sip_hangup_cause ?? null,
      startedAt: instant(payload.start_time),
      endedAt: instant(payload.end_time),
    })),
  "call.machine.detection.ended": (payload) =>
    withLeg(payload, (leg) => ({
      type: "call.machine.detection.ended",
      leg,
      isMachine: payload.result === "machine",
    })),
  "call.gather.ended": (payload) =>
    withLeg(payload, (leg) => ({ type: "call.gather.ended", leg, digits: payload.digits ?? "" })),
  "call.recording.saved": (payload) => ({
    type: "call.recording.saved",
    callSessionId: payload.call_session_id ?? null,
    callLegId: payload.call_leg_id ?? null,
    callControlId: payload.call_control_id ?? null,
    recordingId: payload.recording_id ?? null,
    url: payload.recording_urls?.wav ?? payload.recording_urls?.mp3 ?? null,
  }),
  "message.received": (payload, fallbackId) => ({
    type: "message.received",
    messageId: payload.id ?? fallbackId,
    fromNumber: readNumber(rawNumber(payload.from)),
    toNumbers: partiesOf(payload).flatMap((to) => readNumber(rawNumber(to)) ?? []),
    text: payload.text ?? "",
    media: (payload.media ?? []).flatMap(({ url, content_type }) =>
      url ? [{ url, contentType: content_type?.toLowerCase() ?? null }] : [],
    ),
    autoResponse: payload.autoresponse_type ?? null,
  }),
  "message.sent": outcome("message.sent"),
  "message.finalized": outcome("message.finalized"),
};

/**
 * An id for events that bring none. A call event happens once to a leg; a text may be sent again, so the
 * signed second counts too.
 */
function derivedId(name: string, payload: Fields, signedAt: Date | null): string {
  const facts = payload.call_control_id
    ? [payload.call_control_id, payload.call_leg_id]
    : [
        rawNumber(payload.from),
        partiesOf(payload).map(rawNumber).join(","),
        payload.text,
        signedAt?.toISOString(),
      ];
  return `derived:${createHash("sha256")
    .update(JSON.stringify([name, ...facts]))
    .digest("hex")}`;
}

/**
 * Reads a webhook body in Telnyx's own shape or the one the API document shows.
 * @param signedAt the signature's time, where there is one.
 * @returns `unknown` for events we do not use or that lack what they are about.
 * @throws WebhookRefused `malformed` when it is no event at all.
 */
export function parseTelnyxEvent(body: unknown, signedAt: Date | null = null): TelephonyEvent {
  const own = envelope.safeParse(body);
  const shown = own.success ? null : documented.safeParse(body);
  if (!own.success && !shown?.success) {
    throw new WebhookRefused("telnyx", "malformed", "The body is no Telnyx event.");
  }
  const name = own.success ? own.data.data.event_type : (shown?.data?.event_type ?? "");
  const payload = (own.success ? own.data.data.payload : shown?.data?.data) ?? fields.parse({});
  const eventId = (own.success ? own.data.data.id : null) || derivedId(name, payload, signedAt);
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  return {
    eventId,
    occurredAt: instant(own.success ? own.data.data.occurred_at : null),
    ...(reader?.(payload, eventId) ?? { type: "unknown", name }),
  };
}
