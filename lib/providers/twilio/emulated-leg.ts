import { randomBytes } from "node:crypto";
import type { Destination } from "../emulation/destination";

export type LegStatus =
  | "queued"
  | "ringing"
  | "in-progress"
  | "completed"
  | "busy"
  | "failed"
  | "no-answer"
  | "canceled";

/** An id as Twilio makes them: two letters for its kind (`CA`, `SM` …) and 32 hex digits. */
export const newSid = (prefix: string): string => `${prefix}${randomBytes(16).toString("hex")}`;

/** How a leg ends that was put through to a number. */
export const UNANSWERED: Record<Exclude<Destination["outcome"], "answered" | "voicemail">, LegStatus> = {
  busy: "busy",
  no_answer: "no-answer",
  failed: "failed",
};

const FINAL = new Set<LegStatus>(["completed", "busy", "failed", "no-answer", "canceled"]);

export interface LegParts {
  accountSid: string;
  direction: "inbound" | "outbound-dial" | "outbound-api";
  from: string;
  to: string;
  parentSid?: string | undefined;
  /** Where its way is reported, and which steps of it. */
  statusCallback?: string | undefined;
  statusEvents: readonly string[];
}

export interface LegWorld {
  now(): Date;
  report(url: string, event: string, form: Record<string, string>): void;
}

/** One leg at Twilio: where it stands, and what is reported of it. */
export class Leg {
  readonly sid = newSid("CA");
  readonly parts: LegParts;
  status: LegStatus;
  answeredAt: Date | null = null;
  durationSeconds = 0;
  readonly ended: Promise<void>;
  #sequence = 0;
  #end: () => void = () => undefined;
  readonly #world: LegWorld;

  constructor(world: LegWorld, parts: LegParts) {
    this.#world = world;
    this.parts = parts;
    this.status = parts.direction === "inbound" ? "ringing" : "queued";
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isOver(): boolean {
    return FINAL.has(this.status);
  }

  /** What every request about the leg says. */
  form(): Record<string, string> {
    const { accountSid, direction, from, to, parentSid } = this.parts;
    return {
      CallSid: this.sid,
      AccountSid: accountSid,
      From: from,
      To: to,
      Caller: from,
      Called: to,
      CallStatus: this.status,
      ApiVersion: "2010-04-01",
      Direction: direction,
      ...(parentSid ? { ParentCallSid: parentSid } : {}),
    };
  }

  ring(): void {
    this.status = "ringing";
    this.#report("initiated", this.#world.now(), { CallStatus: "initiated" });
  }

  answer(): void {
    if (this.answeredAt || this.isOver) return;
    this.answeredAt = this.#world.now();
    this.status = "in-progress";
    this.#report("answered", this.answeredAt, {});
  }

  /** @param at when it was over, where that is later than now. */
  end(status: LegStatus, at: Date = this.#world.now()): void {
    if (this.isOver) return;
    this.status = this.answeredAt ? "completed" : status;
    const milliseconds = this.answeredAt ? at.getTime() - this.answeredAt.getTime() : 0;
    this.durationSeconds = Math.ceil(milliseconds / 1000);
    this.#report("completed", at, {
      CallDuration: String(this.durationSeconds),
      Duration: String(Math.ceil(this.durationSeconds / 60)),
    });
    this.#end();
  }

  #report(event: string, at: Date, more: Record<string, string>): void {
    const { statusCallback, statusEvents } = this.parts;
    const sequence = this.#sequence;
    this.#sequence += 1;
    if (!statusCallback || !statusEvents.includes(event)) return;
    const form: Record<string, string> = {
      ...this.form(),
      Timestamp: at.toUTCString().replace("GMT", "+0000"),
      CallbackSource: "call-progress-events",
      SequenceNumber: String(sequence),
      ...more,
    };
    this.#world.report(statusCallback, `call.${form.CallStatus}`, form);
  }
}
