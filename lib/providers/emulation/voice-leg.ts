import type { Heard } from "./phone-call";

/** What the telephone side is told by the voice agent on the line. */
export interface VoiceListener {
  spoke(heard: Heard): void;
  /** The agent left. */
  left(reason: string): void;
}

/** A voice agent reached over SIP, as the telephone side sees it. */
export interface VoiceLeg {
  join(listener: VoiceListener): void;
  hear(text: string): Promise<Heard>;
  /** The telephone side went away. */
  hangUp(): void;
  /** When the conversation would be over, had it been spoken aloud. */
  spokenUntil(): Date;
  /** After the end: every webhook of the voice vendor is delivered or given up. */
  settled(): Promise<void>;
}

/** Finds who waits behind `sip:<id>@…`; null when nobody does (any more). */
export type SipDirectory = (voiceCallId: string) => VoiceLeg | null;
