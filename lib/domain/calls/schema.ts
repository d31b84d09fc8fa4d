import { z } from "zod";
import type { Carrier } from "@/lib/domain/carriers";
import type { Sender, Sentiment } from "@/lib/domain/conversations";
import { CALL_STATUSES, type CallStatus } from "./call-status";

/** Who carries a call, or reported it first; `logged`: nobody, somebody told of it. */
export type CallProvider = Carrier | "retell" | "logged";

/** What the receptionist reached in a call. Derived from receipts, never from what was said. */
export const CALL_OUTCOMES = [
  "appointment_booked",
  "appointment_rescheduled",
  "appointment_cancelled",
  "transferred",
  "message_taken",
  "lead_captured",
  "answered",
] as const;
export type CallOutcome = (typeof CALL_OUTCOMES)[number];

export const listCallsInput = z.object({
  page: z.number().int().min(1),
  limit: z.number().int().min(1).max(1_000),
  status: z.array(z.enum(CALL_STATUSES)).optional(),
  leadId: z.uuid().optional(),
  /** Part of the caller's name or number, or of the summary. */
  search: z.string().trim().max(200).optional(),
  /** Calls that began at or after this instant. */
  from: z.date().optional(),
  /** Calls that began before this instant. */
  to: z.date().optional(),
});
export type ListCallsInput = z.infer<typeof listCallsInput>;

/** A call: a conversation on the voice channel. */
export interface Call {
  id: string;
  businessId: string;
  number: number;
  conversationId: string;
  direction: "inbound" | "outbound";
  /** E.164; null for a withheld number. */
  fromNumber: string | null;
  toNumber: string | null;
  status: CallStatus;
  startedAt: Date;
  answeredAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number | null;
  contactId: string | null;
  agentId: string | null;
  /** The version of the receptionist that answered; null where it has not. */
  agentVersion: number | null;
  leadId: string | null;
  callerName: string | null;
  summary: string | null;
  sentiment: Sentiment | null;
  outcome: CallOutcome | null;
  hasRecording: boolean;
  disconnectReason: string | null;
  /** The carrier's id of the call. */
  providerCallId: string | null;
  /** Told of afterwards by a person or another system: nobody reports on it, and it cannot be steered. */
  isLogged: boolean;
  /** What whoever logged it calls it, where that is more than its direction. */
  kind: string | null;
  /** Where whoever logged it says that a recording is; a copy of ours is told by `hasRecording`. */
  recordingLink: string | null;
  createdAt: Date;
}

/** One thing said in a call. */
export interface Turn {
  position: number;
  sender: Sender;
  content: string;
  sentAt: Date;
  /** Where in the audio it begins and ends; null where the vendor does not say. */
  offsetSeconds: number | null;
  endOffsetSeconds: number | null;
  /** The agent's own reason for these words, as it gave it; null where it gave none. */
  why: string | null;
}

/** One thing the receptionist did in a call. The receipt names the row it wrote. */
export interface ToolCallRecord {
  id: string;
  tool: string;
  arguments: unknown;
  result: unknown;
  receipt: { kind: string; id: string } | null;
  error: string | null;
  durationMilliseconds: number | null;
  /** How many turns had been said before it; null where nobody counted. */
  turnsBefore: number | null;
  createdAt: Date;
}

export type CallDetail = Call & {
  turns: Turn[];
  toolCalls: ToolCallRecord[];
  recordingFileId: string | null;
};

/** A call with its transcript and recording, as lists of editions show them. */
export type CallRecord = Call & {
  /** One line a turn, `Agent: …` or `Caller: …`, nobody's words as they are; null where nothing was said. */
  transcript: string | null;
  /** A link that anyone may follow for an hour; of a logged call the one that was given. */
  recordingUrl: string | null;
};

/** What became of a reported fact: the call that it belongs to, or nobody's; `isGone`: of a business that was removed. */
export type FactResult =
  | { matched: false; isGone?: boolean }
  | { matched: true; businessId: string; callId: string };
