import type { BrainToolCall } from "./brain";
import { pause } from "./faults";

/** `agent`: the receptionist or a text read out by the vendor; `person`: someone the call was put through to. */
export interface Spoken {
  role: "caller" | "agent" | "person";
  text: string;
  toolCalls: BrainToolCall[];
}

export interface Heard {
  text: string;
  toolCalls: BrainToolCall[];
}

/** The caller's end of an emulated call: what demo, browser phone and tests hold in the hand. */
export interface PhoneCall {
  readonly callControlId: string;
  readonly sessionId: string;
  /** Null: withheld. */
  readonly from: string | null;
  readonly to: string;
  readonly hasEnded: boolean;
  readonly transcript: readonly Spoken[];
  /** What others who were rung heard before they were connected; the caller does not. */
  readonly asides: readonly { to: string; text: string }[];
  /** Somebody can be heard: the voice agent, a person or a text read out. Rejects when the call ends before. */
  readonly connected: Promise<void>;
  /** The line is down. `reason`: caller_hangup, agent_hangup, app_hangup, rejected, far_end_hangup. */
  readonly ended: Promise<{ reason: string }>;
  /** Speaks once connected and waits for the answer (silence where nobody listens). @throws Error after the end. */
  say(text: string): Promise<Heard>;
  hangUp(): Promise<void>;
  /** After the end: every webhook of the call is delivered or given up, the voice vendor's too. */
  settled(): Promise<void>;
}

/**
 * Speaks turns one after the other, waiting for each answer, and stops when the call ends.
 * @returns what was heard, turn by turn.
 */
export async function runScript(
  call: PhoneCall,
  turns: readonly string[],
  options: { pauseMilliseconds?: number } = {},
): Promise<Heard[]> {
  const heard: Heard[] = [];
  await call.connected;
  for (const turn of turns) {
    if (options.pauseMilliseconds) await pause(options.pauseMilliseconds);
    if (call.hasEnded) break;
    heard.push(await call.say(turn));
  }
  return heard;
}
