import type { Destination } from "../emulation/destination";
import { pause } from "../emulation/faults";
import type { SipDirectory, VoiceLeg } from "../emulation/voice-leg";
import { Leg, UNANSWERED } from "./emulated-leg";
import type { Rooms } from "./emulated-room";
import { isTwiml, parseTwiml, type Verb } from "./emulated-twiml";

const APOLOGY = "We are sorry, an application error has occurred. Goodbye.";

export interface InterpreterWorld {
  now(): Date;
  sip: SipDirectory;
  destination(number: string): Destination;
  rooms: Rooms;
  ringMilliseconds: number;
  report(url: string, event: string, form: Record<string, string>): void;
  ask(url: string, event: string, form: Record<string, string>): Promise<string | null>;
  addLeg(leg: Leg, interpreter: Interpreter | null): void;
}

/** What is heard on a leg, and who is at its end. */
export interface Ears {
  /** Twilio says something. */
  told(text: string): void;
  /** Somebody is connected who was rung, or waits in the same room. */
  met(person: Destination): void;
  /** A voice agent is connected. */
  joined(voice: VoiceLeg): void;
  /** The key that whoever is there presses when asked; null for none. */
  key(): string | null;
}

const nameOf = (url: string): string => new URL(url).searchParams.get("step") ?? "voice";

/** Carries out the documents of one leg, verb by verb. A new document takes the place of the one that runs. */
export class Interpreter {
  readonly leg: Leg;
  readonly #world: InterpreterWorld;
  readonly #ears: Ears;
  readonly #person: Destination | null;
  #run = 0;
  #leave: () => void = () => undefined;
  /** Why the line went down, where it was not the app's doing. */
  farewell: string | null = null;

  constructor(world: InterpreterWorld, leg: Leg, ears: Ears, person: Destination | null = null) {
    this.#world = world;
    this.leg = leg;
    this.#ears = ears;
    this.#person = person;
    void leg.ended.then(() => {
      this.#run += 1;
      this.#leave();
    });
  }

  /** Asks the app what to do, and does it. `fallback`: who is asked where that fails. */
  async ask(url: string, more: Record<string, string> = {}, fallback?: string): Promise<void> {
    const run = this.#run;
    // A number that nobody has set up says so, as far as a caller is concerned.
    const answer = url ? await this.#world.ask(url, nameOf(url), { ...this.leg.form(), ...more }) : null;
    if (this.#run !== run || this.leg.isOver) return;
    if (answer !== null && isTwiml(answer)) return this.perform(answer);
    if (fallback)
      return this.ask(fallback, { ...more, ErrorCode: "11200", ErrorUrl: url.split("#")[0] ?? url });
    this.leg.answer();
    this.#ears.told(APOLOGY);
    this.leg.end("failed");
  }

  async perform(document: string): Promise<void> {
    this.#run += 1;
    const run = this.#run;
    this.#leave();
    this.#leave = () => undefined;
    for (const verb of parseTwiml(document)) {
      await this.#do(verb);
      if (this.#run !== run || this.leg.isOver) return;
    }
    this.leg.end("completed");
  }

  #do(verb: Verb): Promise<void> {
    switch (verb.name) {
      case "Reject":
        return this.#end("busy");
      case "Hangup":
        return this.#end("completed");
      case "Redirect":
        return this.ask(verb.text.trim());
      case "Say":
        return this.#say(verb);
      case "Pause":
        this.leg.answer();
        return pause(this.#world.ringMilliseconds);
      case "Gather":
        return this.#gather(verb);
      case "Dial":
        return this.#dial(verb);
      default:
        throw new Error(`12200: Schema validation warning: ${verb.name}`);
    }
  }

  async #end(status: "busy" | "completed"): Promise<void> {
    this.leg.end(status);
  }

  async #say(verb: Verb): Promise<void> {
    this.leg.answer();
    this.#ears.told(verb.text);
  }

  async #gather({ attributes, children }: Verb): Promise<void> {
    this.leg.answer();
    for (const child of children) if (child.name === "Say") this.#ears.told(child.text);
    const key = this.#ears.key();
    if (key === null && attributes.actionOnEmptyResult !== "true") return;
    await this.ask(attributes.action ?? "", { Digits: key ?? "" });
  }

  async #dial(dial: Verb): Promise<void> {
    const [noun] = dial.children;
    if (!noun) throw new Error("12100: Dial has nobody to dial");
    if (noun.name === "Conference") return this.#meet(noun);
    const leg = new Leg(this.#world, {
      accountSid: this.leg.parts.accountSid,
      direction: "outbound-dial",
      from: dial.attributes.callerId ?? this.leg.parts.from,
      to: noun.text,
      parentSid: this.leg.sid,
      statusCallback: noun.attributes.statusCallback,
      statusEvents: noun.attributes.statusCallbackEvent?.split(" ") ?? ["completed"],
    });
    const run = this.#run;
    this.#world.addLeg(leg, null);
    const voice = await this.#ring(leg, noun.name === "Sip");
    await leg.ended;
    // A new document has taken the place of this one: nobody is asked what is to follow.
    if (this.#run !== run && !this.leg.isOver) return;
    const { action } = dial.attributes;
    if (!action) return;
    const outcome = {
      DialCallSid: leg.sid,
      DialCallStatus: leg.status,
      DialCallDuration: String(leg.durationSeconds),
      DialBridged: String(leg.answeredAt !== null),
    };
    if (!this.leg.isOver) return this.ask(action, outcome);
    // The caller is gone: Twilio asks all the same, and nobody hears what is answered.
    await voice?.settled();
    await this.#world.ask(action, nameOf(action), { ...this.leg.form(), ...outcome });
  }

  /** Rings somebody until they answer or do not. The leg ends later, by whoever hangs up. */
  async #ring(leg: Leg, isSip: boolean): Promise<VoiceLeg | null> {
    const run = this.#run;
    let voice: VoiceLeg | null = null;
    this.#leave = () => {
      leg.end("canceled", voice?.spokenUntil());
      voice?.hangUp();
    };
    leg.ring();
    await pause(this.#world.ringMilliseconds);
    if (leg.isOver || this.#run !== run) return null;
    const person = isSip ? null : this.#world.destination(leg.parts.to);
    const id = /^sips?:([^@;]+)@/i.exec(leg.parts.to)?.[1];
    voice = isSip && id ? this.#world.sip(id) : null;
    if (person && person.outcome !== "answered" && person.outcome !== "voicemail")
      leg.end(UNANSWERED[person.outcome]);
    else if (!person && !voice) leg.end("failed");
    else {
      leg.answer();
      this.leg.answer();
      if (person) this.#ears.met(person);
      if (voice) this.#listen(voice, leg);
    }
    return voice;
  }

  #listen(voice: VoiceLeg, leg: Leg): void {
    this.#ears.joined(voice);
    voice.join({
      spoke: ({ text }) => {
        if (text) this.#ears.told(text);
      },
      left: (reason) => {
        if (leg.isOver) return;
        this.farewell = reason;
        leg.end("completed", voice.spokenUntil());
      },
    });
  }

  async #meet({ attributes, text: name }: Verb): Promise<void> {
    this.leg.answer();
    const start = () => {
      if (!attributes.statusCallback || !attributes.statusCallbackEvent?.includes("start")) return;
      const form = {
        ConferenceSid: `CF${name.slice(2, 34)}`,
        FriendlyName: name,
        AccountSid: this.leg.parts.accountSid,
        StatusCallbackEvent: "conference-start",
        SequenceNumber: "1",
        Timestamp: this.#world.now().toUTCString(),
      };
      this.#world.report(attributes.statusCallback, "conference-start", form);
    };
    const how = {
      startsOnEnter: attributes.startConferenceOnEnter !== "false",
      endsOnExit: attributes.endConferenceOnExit === "true",
    };
    const { isOver, leave } = this.#world.rooms.enter(name, how, {
      start,
      person: this.#person,
      meets: (person) => this.#ears.met(person),
    });
    this.#leave = leave;
    await isOver;
  }
}
