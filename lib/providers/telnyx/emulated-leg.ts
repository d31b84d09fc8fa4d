import { randomBytes, randomUUID } from "node:crypto";
import type { Telnyx } from "telnyx";

type HangupCause = NonNullable<NonNullable<Telnyx.Webhooks.CallHangup["payload"]>["hangup_cause"]>;

/** How a leg went down, as `call.hangup` words it. */
export interface Hangup {
  cause: HangupCause;
  source: "caller" | "callee" | "unknown";
  sipCause: string;
}

export const CLEARED: Hangup = { cause: "normal_clearing", source: "callee", sipCause: "200" };

/** One leg of an emulated call. */
export interface Leg {
  callControlId: string;
  callLegId: string;
  callSessionId: string;
  direction: "incoming" | "outgoing";
  from: string;
  to: string;
  state: "parked" | "bridging" | "answered" | "ended";
  startedAt: Date;
  clientState: string | null;
  recordingStartedAt: Date | null;
  /** Command ids seen, with their time in milliseconds. */
  commands: Map<string, number>;
}

export const CONNECTION_ID = "1684641123236054244";

export const newLeg = (
  parts: Pick<Leg, "callSessionId" | "direction" | "from" | "to" | "state" | "startedAt" | "clientState">,
): Leg => ({
  ...parts,
  callControlId: `v3:${randomBytes(40).toString("base64url")}`,
  callLegId: randomUUID(),
  recordingStartedAt: null,
  commands: new Map(),
});

/** A leg to somebody else, of the same session as the caller's. */
export const outgoingLeg = (
  caller: Leg,
  order: { to: string; from?: string | undefined; target_leg_client_state?: string | undefined },
  startedAt: Date,
): Leg =>
  newLeg({
    callSessionId: caller.callSessionId,
    direction: "outgoing",
    from: order.from ?? caller.to,
    to: order.to,
    state: "bridging",
    startedAt,
    clientState: order.target_leg_client_state ?? null,
  });

const ids = (leg: Leg) => ({
  call_control_id: leg.callControlId,
  call_leg_id: leg.callLegId,
  call_session_id: leg.callSessionId,
  connection_id: CONNECTION_ID,
  // The wire says null where the SDK's types say absent.
  ...(leg.clientState === null ? {} : { client_state: leg.clientState }),
});

/** The payloads of a leg's webhooks, held to the SDK's own types. */
export const legEvents = {
  initiated: (leg: Leg) =>
    ({
      ...ids(leg),
      direction: leg.direction,
      state: leg.direction === "incoming" ? "parked" : "bridging",
      from: leg.from,
      to: leg.to,
      start_time: leg.startedAt.toISOString(),
      connection_codecs: "PCMU,PCMA",
      offered_codecs: "PCMU,PCMA,G722",
      custom_headers: [],
      sip_headers: [],
      tags: [],
      ...(leg.direction === "incoming"
        ? { caller_id_name: leg.from, shaken_stir_attestation: "A", shaken_stir_validated: true }
        : {}),
    }) satisfies Telnyx.Webhooks.CallInitiated["payload"],
  answered: (leg: Leg) =>
    ({
      ...ids(leg),
      state: "answered",
      from: leg.from,
      to: leg.to,
      start_time: leg.startedAt.toISOString(),
      custom_headers: [],
      sip_headers: [],
      tags: [],
    }) satisfies Telnyx.Webhooks.CallAnswered["payload"],
  bridged: (leg: Leg) =>
    ({ ...ids(leg), from: leg.from, to: leg.to }) satisfies Telnyx.Webhooks.CallBridged["payload"],
  speakStarted: (leg: Leg) => ids(leg) satisfies Telnyx.Webhooks.CallSpeakStarted["payload"],
  speakEnded: (leg: Leg) =>
    ({ ...ids(leg), status: "completed" }) satisfies Telnyx.Webhooks.CallSpeakEnded["payload"],
  detectionEnded: (leg: Leg, result: "human" | "machine") =>
    ({
      ...ids(leg),
      from: leg.from,
      to: leg.to,
      result,
    }) satisfies Telnyx.Webhooks.CallMachineDetectionEnded["payload"],
  dtmfReceived: (leg: Leg, digit: string) =>
    ({
      ...ids(leg),
      from: leg.from,
      to: leg.to,
      digit,
    }) satisfies Telnyx.Webhooks.CallDtmfReceived["payload"],
  gatherEnded: (leg: Leg, digits: string, status: "valid" | "timeout") =>
    ({
      ...ids(leg),
      from: leg.from,
      to: leg.to,
      digits,
      status,
    }) satisfies Telnyx.Webhooks.CallGatherEnded["payload"],
  /** `end_time` is what real deliveries carry beside the typed fields. */
  hangup: (leg: Leg, { cause, source, sipCause }: Hangup, endedAt: Date) => ({
    ...({
      ...ids(leg),
      state: "hangup",
      from: leg.from,
      to: leg.to,
      start_time: leg.startedAt.toISOString(),
      hangup_cause: cause,
      hangup_source: source,
      sip_hangup_cause: sipCause,
      call_quality_stats: null,
      custom_headers: [],
      sip_headers: [],
      tags: [],
    } satisfies Telnyx.Webhooks.CallHangup["payload"]),
    end_time: endedAt.toISOString(),
  }),
  recordingSaved: (leg: Leg, url: string, startedAt: Date, endedAt: Date) => ({
    ...({
      call_leg_id: leg.callLegId,
      call_session_id: leg.callSessionId,
      connection_id: CONNECTION_ID,
      channels: "single",
      recording_started_at: startedAt.toISOString(),
      recording_ended_at: endedAt.toISOString(),
      recording_urls: { wav: url },
      public_recording_urls: {},
    } satisfies Telnyx.Webhooks.CallRecordingSaved["payload"]),
    call_control_id: leg.callControlId,
  }),
};
