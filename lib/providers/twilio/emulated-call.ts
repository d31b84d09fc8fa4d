import type { Heard, PhoneCall, Spoken } from "../emulation/phone-call";
import type { VoiceLeg } from "../emulation/voice-leg";
import type { EmulatedNumber } from "./emulated-accounts";
import { type Ears, Interpreter, type InterpreterWorld } from "./emulated-interpreter";
import { Leg, UNANSWERED } from "./emulated-leg";

/** What Twilio writes for a caller who withholds their number. */
const WITHHELD = "+266696687";
const SILENCE: Heard = { text: "", toolCalls: [] };

export interface CallParts {
  accountSid: string;
  from: string | null;
  number: EmulatedNumber;
  now(): Date;
  /** Every report and question of the call is delivered or given up. */
  settled(): Promise<void>;
}

/** An incoming call at Twilio, with the caller's end of it. */
export class EmulatedCall implements PhoneCall {
  readonly transcript: Spoken[] = [];
  readonly asides: { to: string; text: string }[] = [];
  readonly connected: Promise<void>;
  readonly ended: Promise<{ reason: string }>;
  readonly from: string | null;
  readonly #interpreter: Interpreter;
  readonly #parts: CallParts;
  readonly #world: InterpreterWorld;
  readonly #voices: VoiceLeg[] = [];
  #reason: string | null = null;
  #connect: () => void = () => undefined;
  #refuse: (error: Error) => void = () => undefined;

  constructor(world: InterpreterWorld, parts: CallParts) {
    const { number } = parts;
    this.#parts = parts;
    this.#world = world;
    this.from = parts.from;
    this.connected = new Promise((resolve, reject) => {
      [this.#connect, this.#refuse] = [resolve, reject];
    });
    // Nobody has to wait for it.
    this.connected.catch(() => undefined);
    const leg = new Leg(world, {
      accountSid: parts.accountSid,
      direction: "inbound",
      from: parts.from ?? WITHHELD,
      to: number.phoneNumber,
      statusCallback: number.statusCallback,
      statusEvents: ["completed"],
    });
    this.#interpreter = new Interpreter(world, leg, this.#ears());
    world.addLeg(leg, this.#interpreter);
    this.ended = leg.ended.then(() => {
      const reason =
        this.#reason ?? this.#interpreter.farewell ?? (leg.status === "busy" ? "rejected" : "app_hangup");
      this.#refuse(new Error(`The call ended before anyone could be heard (${reason}).`));
      return { reason };
    });
    void this.#interpreter.ask(number.voiceUrl, {}, number.voiceFallbackUrl);
  }

  #ears(): Ears {
    return {
      told: (text) => {
        this.transcript.push({ role: "agent", text, toolCalls: [] });
        this.#connect();
      },
      met: (person) => {
        this.transcript.push({ role: "person", text: person.says ?? "Hello?", toolCalls: [] });
        this.#connect();
      },
      joined: (voice) => void this.#voices.push(voice),
      key: () => null,
    };
  }

  get callControlId(): string {
    return this.#interpreter.leg.sid;
  }

  get sessionId(): string {
    return this.#interpreter.leg.sid;
  }

  get to(): string {
    return this.#interpreter.leg.parts.to;
  }

  get hasEnded(): boolean {
    return this.#interpreter.leg.isOver;
  }

  async say(text: string): Promise<Heard> {
    await this.connected;
    if (this.hasEnded) throw new Error("The call has ended.");
    this.transcript.push({ role: "caller", text, toolCalls: [] });
    return (await this.#voices.at(-1)?.hear(text)) ?? SILENCE;
  }

  async hangUp(): Promise<void> {
    this.#reason = "caller_hangup";
    const ends = this.#voices.map((voice) => voice.spokenUntil().getTime());
    this.#interpreter.leg.end("no-answer", new Date(Math.max(this.#parts.now().getTime(), ...ends)));
  }

  /** Rings somebody for this call, who is no part of it yet. */
  dial(order: {
    to: string;
    from: string;
    url: string;
    statusCallback: string | undefined;
    statusEvents: readonly string[];
    hasDetection: boolean;
  }): Interpreter {
    const { to, from, statusCallback, statusEvents } = order;
    const { accountSid } = this.#parts;
    const parts = { accountSid, direction: "outbound-api" as const, from, to, statusCallback, statusEvents };
    const leg = new Leg(this.#world, parts);
    const person = this.#world.destination(to);
    const isMachine = person.outcome === "voicemail";
    const ears: Ears = {
      told: (text) => void this.asides.push({ to, text }),
      met: () => undefined,
      joined: () => undefined,
      key: () => (isMachine || person.presses === null ? null : (person.presses ?? "1")),
    };
    const interpreter = new Interpreter(this.#world, leg, ears, person);
    this.#world.addLeg(leg, interpreter);
    leg.ring();
    setTimeout(() => {
      if (leg.isOver) return;
      if (person.outcome !== "answered" && person.outcome !== "voicemail") {
        leg.end(UNANSWERED[person.outcome]);
        return;
      }
      leg.answer();
      const by: Record<string, string> = { AnsweredBy: isMachine ? "machine_start" : "human" };
      void interpreter.ask(order.url, order.hasDetection ? by : {});
    }, this.#world.ringMilliseconds);
    return interpreter;
  }

  async settled(): Promise<void> {
    await this.ended;
    await Promise.all(this.#voices.map((voice) => voice.settled()));
    await this.#parts.settled();
  }
}
