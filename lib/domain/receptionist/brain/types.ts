import type { ModelMessage } from "@/lib/domain/ports";
import type { LanguageCode } from "./languages";

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue | undefined };
export type JsonObject = { [key: string]: JsonValue | undefined };

/** The row that an act wrote. */
export interface Receipt {
  kind: string;
  id: string;
}

/** What a tool said. `error` is for the log and the record; the caller hears the brain's own words. */
export type ToolAnswer =
  | { ok: true; result: JsonObject; receipt: Receipt | null }
  | { ok: false; error: string };

export interface ToolUse {
  tool: string;
  arguments: JsonObject;
  answer: ToolAnswer;
}

export interface BrainReply {
  text: string;
  toolCalls: ToolUse[];
  hasEnded: boolean;
  /** The rule that led to the reply, and where its facts come from: see `why.ts`. */
  why: string;
}

/** One conversation's side of the dialog. One instance per conversation; turns are heard one at a time. */
export interface Brain {
  open(): Promise<BrainReply>;
  hear(utterance: string): Promise<BrainReply>;
  /** Plain JSON: kept by a text conversation and handed back to `createBrain` at its next message. */
  readonly state: DialogState;
}

/** A brain on the phone, which the app lets know what happens meanwhile. */
export interface LiveBrain extends Brain {
  /** Reacts to something that the caller did not say; silent where it changes nothing. */
  told(context: string): Promise<BrainReply>;
}

/** A wish for a time, in the business's wall clock. Dates "YYYY-MM-DD", times "HH:MM". */
export interface When {
  date: string | null;
  /** Last day of a range such as "next week". */
  untilDate: string | null;
  /** Earliest start. */
  from: string | null;
  /** Starts before this. */
  to: string | null;
  exact: string | null;
  isPast: boolean;
  /** False where "three" could be morning or afternoon and the usual one was taken. */
  isHalfOfDaySaid: boolean;
}

export interface OfferedSlot {
  /** ISO instant. */
  startsAt: string;
}

/** An appointment of this caller. */
export interface KnownAppointment {
  id: string;
  startsAt: string;
  service: string | null;
}

/** Somebody else that a caller books for: "my daughter Mia". */
export interface Attendee {
  relation: string;
  name: string | null;
  /** A first name is enough where the caller leaves it at that. */
  isNameAsked: boolean;
}

export type Goal = "book" | "reschedule" | "cancel" | "find" | "message" | "lead";

/** What the last reply asked for. */
export type Asked =
  | "service"
  | "when"
  | "slot"
  | "name"
  | "name_check"
  | "attendee_name"
  | "phone_confirm"
  | "phone"
  | "phone_check"
  | "email"
  | "email_check"
  | "book_confirm"
  | "proof_name"
  | "proof_detail"
  | "which_appointment"
  | "cancel_confirm"
  | "move_confirm"
  | "message_text"
  | "message_offer"
  | "lead_reason"
  | "language_offer"
  | "language_phone"
  | "about_appointment"
  | "anything_else";

/** A language model's side of a conversation, where one speaks. Plain JSON, bounded. */
export interface ModelMemory {
  messages: ModelMessage[];
  /** Every tool that was used, by the model or the built-in brain. */
  uses: ToolUse[];
  turns: number;
  /** Turns that the built-in brain had to take over. */
  failures: number;
  inputTokens: number;
  outputTokens: number;
  /** Millionths of a US dollar. */
  microdollars: number;
  /** Whether the model had the last word. */
  isModelsTurn: boolean;
}

export interface DialogState {
  version: 1;
  goal: Goal | null;
  asked: Asked | null;
  lastReply: string;
  hasEnded: boolean;
  silences: number;
  /** How often the caller was asked to be polite. */
  warnings: number;
  /** The language that the caller was offered a call back in. */
  language: LanguageCode | null;
  misses: number;
  caller: {
    name: string | null;
    nameTries: number;
    phone: string | null;
    phoneSoFar: string;
    /** Empty: the caller goes without. */
    email: string | null;
    emailSoFar: string;
    emailTries: number;
  };
  request: {
    service: string | null;
    isServiceSettled: boolean;
    when: When | null;
    offered: OfferedSlot[];
    chosen: OfferedSlot | null;
    isHeld: boolean;
    notes: string;
    /** Whom the visit is for, where it is not the caller. */
    attendee: Attendee | null;
    /** How often none of the offered times suited. */
    refusals: number;
  };
  /** What the caller said to prove an appointment theirs. */
  proof: { name: string | null; phone: string | null; date: string | null; tries: number };
  /** What that opened. */
  found: KnownAppointment[];
  /** The appointment to move or cancel. */
  change: KnownAppointment | null;
  message: string | null;
  /** The service that was last asked about. */
  topic: string | null;
  /** Made in this conversation. */
  booked: KnownAppointment[];
  /** Ids of appointments cancelled in this conversation. */
  cancelled: string[];
  model?: ModelMemory;
}
