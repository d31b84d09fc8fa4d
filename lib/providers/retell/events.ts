import { z } from "zod";
import { WebhookRefused } from "../webhook-refused";

/** One entry of a call's record, in the order it happened. Seconds count from the start of the audio. */
export type VoiceTurn =
  | {
      role: "agent" | "caller" | "person";
      text: string;
      startSeconds: number | null;
      endSeconds: number | null;
      /** The node of the agent's flow that said it, where the agent has a flow. */
      node?: string;
    }
  | { role: "tool_call"; toolCallId: string | null; tool: string; arguments: unknown }
  | { role: "tool_result"; toolCallId: string | null; content: string; isOk: boolean | null };

/** What Retell knows of a call so far; null and empty where it says nothing. */
export interface VoiceCall {
  voiceCallId: string;
  agentId: string | null;
  /** registered, ongoing, ended, not_connected, error, or a word we do not know. */
  status: string | null;
  direction: "inbound" | "outbound" | null;
  fromNumber: string | null;
  toNumber: string | null;
  /** As given when the call was registered. */
  metadata: Record<string, string>;
  variables: Record<string, string>;
  startedAt: Date | null;
  endedAt: Date | null;
  durationMilliseconds: number | null;
  transcript: string | null;
  turns: VoiceTurn[];
  recordingUrl: string | null;
  /** The vendor's word; its list grows. */
  disconnectionReason: string | null;
  summary: string | null;
  sentiment: "positive" | "negative" | "neutral" | "unknown" | null;
  isSuccessful: boolean | null;
  isVoicemail: boolean | null;
  /** Only in the shape of the API document: how the conversation ended, in its words. */
  outcome: string | null;
}

/** What Retell tells us, whichever of the two body shapes it came in. Ids are for `once`. */
export type VoiceEvent =
  | { type: "call_started" | "call_ended" | "call_analyzed"; eventId: string; call: VoiceCall }
  /** Everything said so far: sent whenever the turn changes, and once more at the end. */
  | { type: "transcript_updated"; eventId: null; call: VoiceCall }
  | { type: "unknown"; eventId: string | null; name: string };

export interface ToolRequest {
  tool: string;
  /** Of the model's making: never proof of who calls. */
  arguments: Record<string, unknown>;
  call: VoiceCall;
}

const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

/** String values only: variables and metadata are written by us as text. */
const texts = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch(null)
  .transform((record) =>
    Object.fromEntries(
      Object.entries(record ?? {}).flatMap(([key, value]) =>
        typeof value === "string" ? [[key, value]] : [],
      ),
    ),
  );

const word = z.object({ start: number, end: number });
const entry = z.object({
  role: z.string(),
  content: text,
  words: z.array(word).nullish().catch(null),
  tool_call_id: text,
  name: text,
  arguments: text,
  successful: flag,
  new_node_name: text,
});
type Entry = z.infer<typeof entry>;

const entries = z
  .array(z.unknown())
  .nullish()
  .catch(null)
  .transform((list) => (list ?? []).flatMap((item) => entry.safeParse(item).data ?? []));

const call = z.object({
  call_id: z.string().min(1),
  agent_id: text,
  call_status: text,
  direction: z.enum(["inbound", "outbound"]).nullish().catch(null),
  from_number: text,
  to_number: text,
  metadata: texts,
  retell_llm_dynamic_variables: texts,
  start_timestamp: number,
  end_timestamp: number,
  duration_ms: number,
  transcript: text,
  transcript_object: entries,
  transcript_with_tool_calls: entries,
  recording_url: text,
  disconnection_reason: text,
  call_analysis: z
    .object({ call_summary: text, call_successful: flag, user_sentiment: text, in_voicemail: flag })
    .nullish()
    .catch(null),
});
type WireCall = z.infer<typeof call>;

const SPEAKERS: Record<string, "agent" | "caller" | "person"> = {
  agent: "agent",
  user: "caller",
  transfer_target: "person",
};

function jsonOr(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function turnOf(item: Entry): VoiceTurn[] {
  const role = Object.hasOwn(SPEAKERS, item.role) ? SPEAKERS[item.role] : undefined;
  if (role) {
    const words = item.words ?? [];
    return [
      {
        role,
        text: item.content ?? "",
        startSeconds: words[0]?.start ?? null,
        endSeconds: words.at(-1)?.end ?? null,
      },
    ];
  }
  const toolCallId = item.tool_call_id ?? null;
  if (item.role === "tool_call_invocation" && item.name) {
    return [{ role: "tool_call", toolCallId, tool: item.name, arguments: jsonOr(item.arguments ?? "{}") }];
  }
  if (item.role === "tool_call_result") {
    return [{ role: "tool_result", toolCallId, content: item.content ?? "", isOk: item.successful ?? null }];
  }
  return [];
}

/** The record in order; what an agent says is said by the node that it last went to. */
function turnsOf(record: readonly Entry[]): VoiceTurn[] {
  let node: string | undefined;
  return record.flatMap((item) => {
    if (item.role === "node_transition") node = item.new_node_name || undefined;
    const turns = turnOf(item);
    return node && item.role === "agent" ? turns.map((turn) => ({ ...turn, node })) : turns;
  });
}

const instant = (milliseconds: number | null | undefined): Date | null => {
  const date = new Date(milliseconds ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date;
};

const SENTIMENTS: Record<string, VoiceCall["sentiment"]> = {
  Positive: "positive",
  Negative: "negative",
  Neutral: "neutral",
  Unknown: "unknown",
};

const sentimentOf = (value: string | null | undefined): VoiceCall["sentiment"] =>
  value && Object.hasOwn(SENTIMENTS, value) ? (SENTIMENTS[value] ?? null) : null;

function callOf(wire: WireCall): VoiceCall {
  const record =
    wire.transcript_with_tool_calls.length > 0 ? wire.transcript_with_tool_calls : wire.transcript_object;
  return {
    voiceCallId: wire.call_id,
    agentId: wire.agent_id ?? null,
    status: wire.call_status ?? null,
    direction: wire.direction ?? null,
    fromNumber: wire.from_number ?? null,
    toNumber: wire.to_number ?? null,
    metadata: wire.metadata,
    variables: wire.retell_llm_dynamic_variables,
    startedAt: instant(wire.start_timestamp),
    endedAt: instant(wire.end_timestamp),
    durationMilliseconds: wire.duration_ms ?? null,
    transcript: wire.transcript ?? null,
    turns: turnsOf(record),
    recordingUrl: wire.recording_url ?? null,
    disconnectionReason: wire.disconnection_reason ?? null,
    summary: wire.call_analysis?.call_summary ?? null,
    sentiment: sentimentOf(wire.call_analysis?.user_sentiment),
    isSuccessful: wire.call_analysis?.call_successful ?? null,
    isVoicemail: wire.call_analysis?.in_voicemail ?? null,
    outcome: null,
  };
}

const own = z.object({ event: z.string(), call: z.unknown().optional() });
const documented = z.object({
  event_type: z.string(),
  data: z.object({ conversation_id: text, transcript: text, outcome: text }),
});
const toolRequest = z.object({
  name: z.string().min(1),
  call,
  args: z.record(z.string(), z.unknown()).nullish(),
});

const malformed = (message: string) => new WebhookRefused("retell", "malformed", message);

const isKnown = (name: string): name is "call_started" | "call_ended" | "call_analyzed" =>
  name === "call_started" || name === "call_ended" || name === "call_analyzed";

/**
 * Reads a webhook body in Retell's own shape or the one the API document shows (`conversation.ended`, which
 * becomes `call_ended`). Retell has no event ids; an event comes once to a call, but for transcript updates.
 * @returns `unknown` for events we do not use.
 * @throws WebhookRefused `malformed` when it is no event, or one of ours without its call.
 */
export function parseRetellEvent(body: unknown): VoiceEvent {
  const event = own.safeParse(body);
  if (event.success) {
    const name = event.data.event;
    const wire = call.safeParse(event.data.call);
    const eventId = wire.success ? `${name}:${wire.data.call_id}` : null;
    if (name !== "transcript_updated" && !isKnown(name)) return { type: "unknown", eventId: null, name };
    if (!wire.success || eventId === null) throw malformed("The event names no call.");
    if (name === "transcript_updated") return { type: name, eventId: null, call: callOf(wire.data) };
    return { type: name, eventId, call: callOf(wire.data) };
  }
  const shown = documented.safeParse(body);
  if (!shown.success) throw malformed("The body is no Retell event.");
  const { event_type: name, data } = shown.data;
  if (name !== "conversation.ended") return { type: "unknown", eventId: null, name };
  if (!data.conversation_id) throw malformed("The event names no conversation.");
  return {
    type: "call_ended",
    eventId: `${name}:${data.conversation_id}`,
    call: {
      ...callOf(
        call.parse({ call_id: data.conversation_id, call_status: "ended", transcript: data.transcript }),
      ),
      outcome: data.outcome ?? null,
    },
  };
}

/** Reads what a custom function of the agent posts. @throws WebhookRefused `malformed`. */
export function parseToolRequest(body: unknown): ToolRequest {
  const parsed = toolRequest.safeParse(body);
  if (!parsed.success) throw malformed("The tool request needs a name, a call and args.");
  return { tool: parsed.data.name, arguments: parsed.data.args ?? {}, call: callOf(parsed.data.call) };
}
