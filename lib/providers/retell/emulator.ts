import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { BrainFactory } from "../emulation/brain";
import { Courier, type Delivery, Lane } from "../emulation/courier";
import { delayOf, Faults, pause } from "../emulation/faults";
import { type Incoming, listen, type Reply } from "../emulation/server";
import type { VoiceLeg } from "../emulation/voice-leg";
import { EmulatedAgents, MISSING, retellError } from "./emulated-agents";
import { EmulatedVoiceCall, type VoiceWorld } from "./emulated-call";
import { signRetell } from "./sign";

const REMEMBERED_CALLS = 200;
const CONCURRENCY_LIMIT = 20;
const DEFAULT_EVENTS = ["call_started", "call_ended", "call_analyzed"];

export interface RetellEmulatorOptions {
  /** Who speaks. */
  brain: BrainFactory;
  now?: () => Date;
  port?: number;
  /** Where agents outlive this process; default nowhere. */
  stateFile?: string;
  /** Waits before repeated webhooks; default 200, 400, 800 (Retell repeats three times). */
  retryMilliseconds?: readonly number[];
  /** From `call_ended` to `call_analyzed`; default 50. */
  analysisMilliseconds?: number;
  /** How long the agent stays after last words that a tool went before; default 500. */
  partingMilliseconds?: number;
}

export interface RetellEmulator {
  /** A bare origin, for the SDK. */
  baseUrl: string;
  /** Also signs webhooks and tool requests: the account's one key has the webhook badge. */
  apiKey: string;
  faults: Faults;
  /** Every webhook attempt, newest last. */
  deliveries: readonly Delivery[];
  /** Who waits behind `sip:<call id>@…`; null when nobody does (any more). */
  sip(voiceCallId: string): VoiceLeg | null;
  close(): Promise<void>;
}

const registration = z.object({
  agent_id: z.string(),
  direction: z.enum(["inbound", "outbound"]).default("outbound"),
  from_number: z.string().default(""),
  to_number: z.string().default(""),
  metadata: z.unknown().default({}),
  retell_llm_dynamic_variables: z.record(z.string(), z.string()).default({}),
});

/** Retell's side of the wire on this machine, as the SDK 5.66 speaks it. */
export async function startRetellEmulator(options: RetellEmulatorOptions): Promise<RetellEmulator> {
  const now = options.now ?? (() => new Date());
  const apiKey = `key_${randomBytes(16).toString("hex")}`;
  const faults = new Faults();
  const closing = new AbortController();
  const agents = new EmulatedAgents(options.stateFile ?? null, now);
  const calls = new Map<string, EmulatedVoiceCall>();
  const courier = new Courier({
    faults,
    userAgent: "retell-webhooks",
    timeoutMilliseconds: 10_000,
    retryMilliseconds: options.retryMilliseconds ?? [200, 400, 800],
    isRetried: (status) => status === null || status < 200 || status >= 300,
  });

  const emit: VoiceWorld["emit"] = (lane, agent, event, call) => {
    if (!agent.webhook_url || !(agent.webhook_events ?? DEFAULT_EVENTS).includes(event)) return;
    const rawBody = JSON.stringify({ event, call });
    const headers = () => signRetell(rawBody, apiKey, now());
    lane.push({ event, url: agent.webhook_url, body: () => rawBody, headers });
  };

  const register = (body: unknown): Reply => {
    const parsed = registration.safeParse(body);
    if (!parsed.success) return retellError(400, "Invalid request format.");
    const found = agents.find(parsed.data.agent_id);
    if (!found) return MISSING;
    const world: VoiceWorld = {
      faults,
      apiKey,
      now,
      signal: closing.signal,
      brain: options.brain,
      lane: new Lane(courier),
      emit,
      recordingUrl: (callId) => `${server.origin}/recordings/${callId}.wav`,
      analysisMilliseconds: options.analysisMilliseconds ?? 50,
      partingMilliseconds: options.partingMilliseconds ?? 500,
    };
    const call = new EmulatedVoiceCall(world, {
      ...found,
      agentId: parsed.data.agent_id,
      fromNumber: parsed.data.from_number,
      toNumber: parsed.data.to_number,
      direction: parsed.data.direction,
      metadata: parsed.data.metadata,
      variables: parsed.data.retell_llm_dynamic_variables,
    });
    calls.set(call.callId, call);
    const [oldest] = calls;
    if (calls.size > REMEMBERED_CALLS && oldest?.[1].isOver) calls.delete(oldest[0]);
    return { status: 201, json: call.toJson() };
  };

  const route = ({ method, path, body }: Incoming): Reply => {
    if (method === "POST" && path === "/v2/register-phone-call") return register(body);
    if (method === "GET" && path === "/get-concurrency") {
      const current = [...calls.values()].filter(({ isOver }) => !isOver).length;
      return {
        status: 200,
        json: {
          current_concurrency: current,
          concurrency_limit: CONCURRENCY_LIMIT,
          base_concurrency: CONCURRENCY_LIMIT,
          purchased_concurrency: 0,
          remaining_purchase_limit: 100,
          concurrency_burst_enabled: false,
          concurrency_burst_limit: 0,
        },
      };
    }
    if (method === "GET" && path.startsWith("/v2/get-call/")) {
      const call = calls.get(decodeURIComponent(path.slice("/v2/get-call/".length)));
      return call ? { status: 200, json: call.toJson() } : MISSING;
    }
    if (method === "PATCH" && path.startsWith("/v2/update-live-call/")) {
      const call = calls.get(decodeURIComponent(path.slice("/v2/update-live-call/".length)));
      return call?.update(body) ? { status: 200, json: { success: true } } : MISSING;
    }
    return agents.route(method, path, body) ?? retellError(404, "Not found.");
  };

  const handle = async (request: Incoming): Promise<Reply | null> => {
    const recorded = /^\/recordings\/(\w+)\.wav$/.exec(request.path)?.[1];
    const call = recorded === undefined ? undefined : calls.get(recorded);
    if (call?.hasEnded) return { status: 200, bytes: call.recording(), contentType: "audio/wav" };
    if (request.headers.authorization !== `Bearer ${apiKey}`)
      return retellError(401, "API key is missing or invalid.");
    const fault = faults.take("request", `${request.method} ${request.path}`, [
      "fail",
      "delay",
      "duplicate",
      "drop",
    ]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "fail") return retellError(fault.status ?? 503, "The emulator was told to fail.");
    if (fault?.mode === "delay") await pause(delayOf(fault));
    if (fault?.mode === "duplicate") route(request);
    return route(request);
  };

  const server = await listen(handle, options.port);

  return {
    baseUrl: server.origin,
    apiKey,
    faults,
    deliveries: courier.deliveries,
    sip: (voiceCallId) => {
      const call = calls.get(voiceCallId);
      return call?.canJoin ? call : null;
    },
    close: async () => {
      closing.abort();
      courier.close();
      await server.close();
    },
  };
}
