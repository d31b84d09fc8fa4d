import { randomBytes } from "node:crypto";
import type { Retell } from "retell-sdk";
import { z } from "zod";
import type { Brain, BrainFactory, BrainToolCall, JsonObject, ToolAnswer } from "../emulation/brain";
import type { Lane } from "../emulation/courier";
import { pause } from "../emulation/faults";
import type { Heard } from "../emulation/phone-call";
import { murmur, SpeechClock, type SpokenSpan } from "../emulation/speech";
import type { VoiceLeg, VoiceListener } from "../emulation/voice-leg";
import { analyse } from "./analysis";
import { customToolsOf, type EmulatedAgent, type EmulatedLlm } from "./emulated-agents";
import { callEmulatedTool, type ToolWorld } from "./emulated-tools";
import { latencyOf } from "./latency";

type WireCall = Retell.PhoneCallResponse;
type Utterance = NonNullable<WireCall["transcript_object"]>[number];
type Recorded = NonNullable<WireCall["transcript_with_tool_calls"]>[number];

const REGISTRATION_MILLISECONDS = 300_000;
const HERTZ = { agent: 190, user: 130 } as const;
const SILENCE: Heard = { text: "", toolCalls: [] };

const liveUpdate = z.object({
  call_control: z
    .object({ additional_context: z.string().min(1).optional(), trigger_response: z.boolean().optional() })
    .optional(),
});

export interface VoiceWorld extends ToolWorld {
  brain: BrainFactory;
  lane: Lane;
  emit(lane: Lane, agent: EmulatedAgent, event: string, call: object): void;
  recordingUrl(callId: string): string;
  analysisMilliseconds: number;
  partingMilliseconds: number;
}

export interface Registration {
  agentId: string;
  agent: EmulatedAgent;
  llm: EmulatedLlm;
  fromNumber: string;
  toNumber: string;
  direction: "inbound" | "outbound";
  metadata: unknown;
  variables: Record<string, string>;
}

/** A call at Retell: registered, then spoken through the brain, then told in webhooks. */
export class EmulatedVoiceCall implements VoiceLeg {
  readonly callId = `call_${randomBytes(14).toString("hex")}`;
  readonly #world: VoiceWorld;
  readonly #registration: Registration;
  readonly #registeredAt: Date;
  readonly #speech = new SpeechClock();
  readonly #utterances: Utterance[] = [];
  readonly #record: Recorded[] = [];
  readonly #toolCalls: BrainToolCall[] = [];
  readonly #waits: number[] = [];
  #status: WireCall["call_status"] = "registered";
  #startedAt: Date | null = null;
  #reason: WireCall["disconnection_reason"];
  #analysis: WireCall["call_analysis"];
  #brain: Brain | null = null;
  #node = "";
  #listener: VoiceListener | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #analysed: Promise<void> = Promise.resolve();

  constructor(world: VoiceWorld, registration: Registration) {
    this.#world = world;
    this.#registration = registration;
    this.#registeredAt = world.now();
  }

  /** One registration is good for one call within five minutes. */
  get canJoin(): boolean {
    const age = this.#world.now().getTime() - this.#registeredAt.getTime();
    return this.#status === "registered" && age <= REGISTRATION_MILLISECONDS;
  }

  /** Spoken to its end, or never dialled in time. */
  get isOver(): boolean {
    return this.hasEnded || (this.#status === "registered" && !this.canJoin);
  }

  get hasEnded(): boolean {
    return this.#status === "ended";
  }

  join(listener: VoiceListener): void {
    const { llm, variables } = this.#registration;
    this.#listener = listener;
    this.#status = "ongoing";
    this.#startedAt = this.#world.now();
    this.#brain = this.#world.brain({
      facts: { ...llm.default_dynamic_variables, ...variables },
      prompt: llm.general_prompt ?? "",
      metadata: this.#registration.metadata,
      callTool: (tool, toolArguments) => this.#callTool(tool, toolArguments),
      now: () => this.#world.now(),
    });
    this.#tell("call_started");
    void this.#reply((brain) => brain.open());
  }

  hear(text: string): Promise<Heard> {
    const turn = this.#turn.then(() => {
      if (this.#status !== "ongoing") return SILENCE;
      this.#say("user", text);
      return this.#answer((brain) => brain.hear(text));
    });
    this.#turn = turn;
    return turn;
  }

  hangUp(): void {
    this.#end("user_hangup");
  }

  /** Carries out `update-live-call`. @returns false where the call is not in progress. */
  update(body: unknown): boolean {
    const { data } = liveUpdate.safeParse(body);
    if (this.#status !== "ongoing" || !data) return false;
    const { additional_context: context, trigger_response: isTriggered } = data.call_control ?? {};
    if (context) {
      this.#record.push({ role: "injected", content: context, time_sec: this.#speech.milliseconds / 1000 });
      if (isTriggered) void this.#reply((brain) => brain.told(context));
    }
    return true;
  }

  spokenUntil(): Date {
    return new Date((this.#startedAt ?? this.#registeredAt).getTime() + this.#speech.milliseconds);
  }

  async settled(): Promise<void> {
    await this.#turn;
    await this.#analysed;
    await this.#world.lane.settled();
  }

  /** The recording as a WAV file. */
  recording(): Uint8Array {
    const spans = this.#utterances.flatMap(({ role, words }): SpokenSpan[] =>
      words.map(({ start = 0, end = 0 }) => ({
        start,
        end,
        hertz: HERTZ[role === "agent" ? "agent" : "user"],
      })),
    );
    return murmur(spans, this.#speech.milliseconds / 1000);
  }

  /** The call as `get-call` and the webhooks show it. */
  toJson(): WireCall {
    const { agentId, agent, fromNumber, toNumber, direction, metadata, variables } = this.#registration;
    const startedAt = this.#startedAt?.getTime();
    const duration = this.#speech.milliseconds;
    return {
      call_id: this.callId,
      call_type: "phone_call",
      call_status: this.#status,
      agent_id: agentId,
      agent_version: 0,
      ...(agent.agent_name ? { agent_name: agent.agent_name } : {}),
      direction,
      from_number: fromNumber,
      to_number: toNumber,
      metadata,
      retell_llm_dynamic_variables: variables,
      collected_dynamic_variables: {},
      opt_in_signed_url: false,
      data_storage_setting: "everything",
      ...(startedAt === undefined ? {} : { start_timestamp: startedAt, ...this.#spoken() }),
      ...(this.hasEnded && startedAt !== undefined
        ? {
            // As if spoken aloud: the emulator talks faster than people do.
            end_timestamp: startedAt + duration,
            duration_ms: duration,
            recording_url: this.#world.recordingUrl(this.callId),
            latency: { llm: latencyOf(this.#waits) },
          }
        : {}),
      ...(this.#reason ? { disconnection_reason: this.#reason } : {}),
      ...(this.#analysis ? { call_analysis: this.#analysis } : {}),
    };
  }

  #spoken(): Pick<WireCall, "transcript" | "transcript_object" | "transcript_with_tool_calls"> {
    const lines = this.#utterances.map(
      ({ role, content }) => `${role === "agent" ? "Agent" : "User"}: ${content}\n`,
    );
    return {
      transcript: lines.join(""),
      transcript_object: [...this.#utterances],
      transcript_with_tool_calls: [...this.#record],
    };
  }

  #reply(ask: (brain: Brain) => ReturnType<Brain["open"]>): Promise<Heard> {
    const turn = this.#turn.then(() => this.#answer(ask));
    this.#turn = turn;
    return turn;
  }

  async #answer(ask: (brain: Brain) => ReturnType<Brain["open"]>): Promise<Heard> {
    const brain = this.#brain;
    if (!brain || this.#status !== "ongoing") return SILENCE;
    const before = performance.now();
    try {
      const reply = await ask(brain);
      this.#waits.push(Math.round(performance.now() - before));
      // The caller may have gone while the agent was thinking.
      if (this.hasEnded) return SILENCE;
      if (reply.text) {
        this.#goTo(reply.why);
        this.#say("agent", reply.text);
      }
      const heard = { text: reply.text, toolCalls: reply.toolCalls };
      this.#listener?.spoke(heard);
      if (reply.hasEnded) {
        // Its last words take time aloud, in which the app carries out what a tool asked for.
        if (reply.toolCalls.length > 0) await pause(this.#world.partingMilliseconds);
        this.#end("agent_hangup");
      }
      return heard;
    } catch {
      this.#end("error_unknown");
      return SILENCE;
    }
  }

  #say(role: "agent" | "user", content: string): void {
    const utterance: Utterance = { role, content, words: this.#speech.speak(content) };
    this.#utterances.push(utterance);
    this.#record.push(utterance);
    this.#tell("transcript_updated");
  }

  /** The brain's reason stands where Retell names the node of a flow that the next words come from. */
  #goTo(node: string): void {
    if (node === this.#node) return;
    this.#record.push({
      role: "node_transition",
      former_node_id: this.#node,
      former_node_name: this.#node,
      new_node_id: node,
      new_node_name: node,
      transition_type: "normal",
    });
    this.#node = node;
  }

  async #callTool(name: string, toolArguments: JsonObject): Promise<ToolAnswer> {
    const id = `tool_call_${randomBytes(8).toString("hex")}`;
    this.#record.push({
      role: "tool_call_invocation",
      tool_call_id: id,
      name,
      arguments: JSON.stringify(toolArguments),
    });
    const tool = customToolsOf(this.#registration.llm).find((candidate) => candidate.name === name);
    const answer: ToolAnswer = tool
      ? await callEmulatedTool(this.#world, tool, this.toJson(), toolArguments)
      : { ok: false, error: `The agent has no tool named ${name}.` };
    const content = answer.ok ? { result: answer.result, receipt: answer.receipt } : { error: answer.error };
    this.#toolCalls.push({ tool: name, arguments: toolArguments, answer });
    this.#record.push({
      role: "tool_call_result",
      tool_call_id: id,
      content: JSON.stringify(content),
      successful: answer.ok,
    });
    return answer;
  }

  #end(reason: NonNullable<WireCall["disconnection_reason"]>): void {
    if (this.#status !== "ongoing") return;
    this.#status = "ended";
    this.#reason = reason;
    this.#listener?.left(reason);
    this.#tell("transcript_updated");
    this.#tell("call_ended");
    this.#analysed = pause(this.#world.analysisMilliseconds).then(() => {
      const callerTexts = this.#utterances.flatMap(({ role, content }) => (role === "user" ? [content] : []));
      this.#analysis = analyse(callerTexts, this.#toolCalls);
      this.#tell("call_analyzed");
    });
  }

  #tell(event: string): void {
    this.#world.emit(this.#world.lane, this.#registration.agent, event, this.toJson());
  }
}
