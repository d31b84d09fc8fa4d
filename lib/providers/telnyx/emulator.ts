import { randomBytes, randomUUID } from "node:crypto";
import { Courier, type Delivery, Lane } from "../emulation/courier";
import { delayOf, Faults, pause } from "../emulation/faults";
import { offeredNumbers } from "../emulation/offered-numbers";
import type { PhoneCall } from "../emulation/phone-call";
import { type Incoming, listen, type Reply } from "../emulation/server";
import { murmur } from "../emulation/speech";
import type { SipDirectory } from "../emulation/voice-leg";
import { type CallWorld, EmulatedCall } from "./emulated-call";
import { command, type Destination } from "./emulated-command";
import { refuse } from "./emulated-errors";
import type { Leg } from "./emulated-leg";
import { type EmulatedMedia, receivedMessage, sendEmulatedMessage } from "./emulated-messages";
import { makeTelnyxKeys, signTelnyx } from "./sign";

const REMEMBERED_CALLS = 200;
const BALANCE: Reply = {
  status: 200,
  json: {
    data: {
      record_type: "balance",
      balance: "250.00",
      credit_limit: "0.00",
      available_credit: "250.00",
      pending: "0.00",
      currency: "USD",
    },
  },
};

/** The answer to a search for numbers, as the SDK asks it. */
function offer(query: URLSearchParams): Reply {
  const limit = Number(query.get("filter[limit]") ?? 100);
  const features = (query.get("filter[features]") ?? "sms,voice").split(",").map((name) => ({ name }));
  const data = offeredNumbers(query.get("filter[country_code]") ?? "US", limit).map((phone_number) => ({
    record_type: "available_phone_number",
    phone_number,
    best_effort: false,
    quickship: true,
    reservable: true,
    features,
  }));
  return { status: 200, json: { data, meta: { total_results: data.length, best_effort_results: 0 } } };
}

export interface TelnyxEmulatorOptions {
  /** Who answers SIP addresses; default nobody. */
  sip?: SipDirectory;
  now?: () => Date;
  port?: number;
  /** How long a destination rings; default 20. */
  ringMilliseconds?: number;
  /** Waits before repeated webhooks; default 200, 400, 800, 1600, 3200. */
  retryMilliseconds?: readonly number[];
  /** How long a webhook may take; default 2000, as Telnyx. */
  webhookTimeoutMilliseconds?: number;
}

export interface TelnyxEmulator {
  /** With its `/v2`, for the SDK. */
  baseUrl: string;
  apiKey: string;
  /** For TELNYX_PUBLIC_KEY. */
  publicKey: string;
  faults: Faults;
  /** Every webhook attempt, newest last. */
  deliveries: readonly Delivery[];
  /** What happens at a number that calls and texts go to; others answer. */
  destinations: Map<string, Destination>;
  /** Rings the number `to`. `from` null withholds the caller's. */
  placeCall(call: { from: string | null; to: string; webhookUrl: string }): PhoneCall;
  /** A call placed here, also after its end. */
  findCall(callControlId: string): PhoneCall | null;
  /** Numbers that opted out at the carrier, which takes no texts to them. */
  stopped: Set<string>;
  /** Someone texts one of our numbers, with files or without. Resolves when delivered or given up. */
  sendText(message: {
    from: string;
    to: string;
    text: string;
    media?: { contentType: string; content: Uint8Array }[];
    webhookUrl: string;
  }): Promise<void>;
  close(): Promise<void>;
}

/** Telnyx's side of the wire on this machine, as the SDK 7.24 and the 2026 webhooks speak it. */
export async function startTelnyxEmulator(options: TelnyxEmulatorOptions = {}): Promise<TelnyxEmulator> {
  const now = options.now ?? (() => new Date());
  const { privateKey, publicKey } = makeTelnyxKeys();
  const apiKey = `KEY${randomBytes(24).toString("hex").toUpperCase()}`;
  const faults = new Faults();
  const courier = new Courier({
    faults,
    userAgent: "telnyx-webhooks",
    timeoutMilliseconds: options.webhookTimeoutMilliseconds ?? 2000,
    retryMilliseconds: options.retryMilliseconds ?? [200, 400, 800, 1600, 3200],
    isRetried: (status) => status === null || status === 408 || status === 429 || status >= 500,
  });
  const legs = new Map<string, { leg: Leg; call: EmulatedCall }>();
  const calls: { call: EmulatedCall; legIds: string[] }[] = [];
  const recordings = new Map<string, number>();
  const destinations = new Map<string, Destination>();
  const messages = new Lane(courier);
  const stopped = new Set<string>();
  const media = new Map<string, EmulatedMedia>();

  const emit = (lane: Lane, url: string, eventType: string, payload: object): void => {
    const id = randomUUID();
    const occurredAt = now().toISOString();
    lane.push({
      event: eventType,
      url,
      body: (attempt) =>
        JSON.stringify({
          data: { record_type: "event", event_type: eventType, id, occurred_at: occurredAt, payload },
          meta: { attempt, delivered_to: url },
        }),
      headers: (rawBody) => signTelnyx(rawBody, privateKey, now()),
    });
  };

  const commandCall = (path: string, body: unknown): Reply => {
    const [id = "", action = ""] = path.slice("/v2/calls/".length).split("/actions/");
    const found = legs.get(decodeURIComponent(id));
    if (!found) return refuse("badId", "The call_control_id is not that of a call.");
    return found.call.act(found.leg, action, body);
  };

  const status = (id: string): Reply => {
    const found = legs.get(decodeURIComponent(id));
    if (!found) return refuse("badId");
    const { leg } = found;
    const isAlive = leg.state !== "ended";
    return {
      status: 200,
      json: {
        data: {
          record_type: "call",
          call_control_id: leg.callControlId,
          call_leg_id: leg.callLegId,
          call_session_id: leg.callSessionId,
          is_alive: isAlive,
          start_time: leg.startedAt.toISOString(),
        },
      },
    };
  };

  const route = (request: Incoming): Reply => {
    const { method, path, body } = request;
    const isCommand = /^\/v2\/calls\/[^/]+\/actions\/[a-z_]+$/.test(path);
    if ((method === "POST" || method === "PUT") && isCommand) return commandCall(path, body);
    if (method === "GET" && /^\/v2\/calls\/[^/]+$/.test(path)) return status(path.slice("/v2/calls/".length));
    if (method === "GET" && path === "/v2/balance") return BALANCE;
    if (method === "GET" && path === "/v2/available_phone_numbers") return offer(request.query);
    if (method === "POST" && path === "/v2/calls") {
      const parsed = command.safeParse(body ?? {});
      const linked = legs.get(parsed.data?.link_to ?? "");
      // Calls of nobody's are not placed here: the product rings people only for a caller.
      return parsed.success && linked
        ? linked.call.dialled.dial(parsed.data)
        : refuse("badRequest", "link_to is required.");
    }
    if (method === "POST" && path === "/v2/messages") {
      const isReachable = (number: string) =>
        (destinations.get(number)?.outcome ?? "answered") === "answered";
      const toUrl = (url: string, type: string, payload: object) => emit(messages, url, type, payload);
      const isStopped = (number: string) => stopped.has(number);
      return sendEmulatedMessage({ now, emit: toUrl, isReachable, isStopped }, body);
    }
    return refuse("notFound");
  };

  const handle = async (request: Incoming): Promise<Reply | null> => {
    const seconds = recordings.get(request.path);
    if (seconds !== undefined) {
      return {
        status: 200,
        bytes: murmur([{ start: 0, end: seconds, hertz: 160 }], seconds),
        contentType: "audio/wav",
      };
    }
    const file = media.get(request.path);
    if (file) return { status: 200, bytes: file.content, contentType: file.contentType };
    if (request.headers.authorization !== `Bearer ${apiKey}`) return refuse("unauthenticated");
    const fault = faults.take("request", `${request.method} ${request.path}`, [
      "fail",
      "delay",
      "duplicate",
      "drop",
    ]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "fail") {
      return {
        status: fault.status ?? 503,
        json: { errors: [{ code: "10007", title: "Unexpected error" }] },
      };
    }
    if (fault?.mode === "delay") await pause(delayOf(fault));
    if (fault?.mode === "duplicate") route(request);
    return route(request);
  };

  const server = await listen(handle, options.port);

  const placeCall: TelnyxEmulator["placeCall"] = (parts) => {
    const entry: { call: EmulatedCall | null; legIds: string[]; waiting: Leg[] } = {
      call: null,
      legIds: [],
      waiting: [],
    };
    const world: CallWorld = {
      lane: new Lane(courier),
      emit,
      now,
      ringMilliseconds: options.ringMilliseconds ?? 20,
      sip: options.sip ?? (() => null),
      destination: (number) => destinations.get(number) ?? { outcome: "answered" },
      addLeg: (leg) => {
        entry.legIds.push(leg.callControlId);
        if (entry.call) legs.set(leg.callControlId, { leg, call: entry.call });
        else entry.waiting.push(leg);
        return leg;
      },
      keepRecording: (length) => {
        const path = `/recordings/${randomUUID()}.wav`;
        recordings.set(path, length);
        return `${server.origin}${path}`;
      },
    };
    const call = new EmulatedCall(world, parts);
    entry.call = call;
    for (const leg of entry.waiting) legs.set(leg.callControlId, { leg, call });
    calls.push({ call, legIds: entry.legIds });
    if (calls.length > REMEMBERED_CALLS && calls[0]?.call.hasEnded) {
      for (const id of calls.shift()?.legIds ?? []) legs.delete(id);
    }
    return call;
  };

  return {
    baseUrl: `${server.origin}/v2`,
    apiKey,
    publicKey,
    faults,
    deliveries: courier.deliveries,
    destinations,
    stopped,
    placeCall,
    findCall: (id) => legs.get(id)?.call ?? null,
    sendText: async (message) => {
      const lane = new Lane(courier);
      const files = (message.media ?? []).map((file) => {
        const path = `/media/${randomUUID()}`;
        const kept = { ...file, url: `${server.origin}${path}` };
        media.set(path, kept);
        return kept;
      });
      const received = receivedMessage({ ...message, media: files, now: now() });
      emit(lane, message.webhookUrl, "message.received", received);
      await lane.settled();
    },
    close: async () => {
      courier.close();
      await server.close();
    },
  };
}
