import { randomUUID } from "node:crypto";
import type { Lane } from "../emulation/courier";
import type { Heard, PhoneCall, Spoken } from "../emulation/phone-call";
import type { Reply } from "../emulation/server";
import type { SipDirectory, VoiceLeg } from "../emulation/voice-leg";
import { CANCELLED, type Command, command, type Destination, FAILURES, NOBODY } from "./emulated-command";
import { DialledLegs } from "./emulated-dial";
import { ok, refuse } from "./emulated-errors";
import { CLEARED, type Hangup, type Leg, legEvents, newLeg, outgoingLeg } from "./emulated-leg";

const COMMAND_MEMORY_MILLISECONDS = 60_000;
const SILENCE: Heard = { text: "", toolCalls: [] };

export interface CallWorld {
  lane: Lane;
  emit(lane: Lane, url: string, eventType: string, payload: object): void;
  now(): Date;
  ringMilliseconds: number;
  sip: SipDirectory;
  destination(number: string): Destination;
  /** Makes a call's later commands reachable by this leg's id. */
  addLeg(leg: Leg): Leg;
  /** Keeps a recording of this length and says where to fetch it. */
  keepRecording(seconds: number): string;
}

interface FarEnd {
  leg: Leg;
  voice: VoiceLeg | null;
  person: Destination | null;
}

/** An incoming call: the caller's leg, whoever it was put through to, and the webhooks of both. */
export class EmulatedCall implements PhoneCall {
  readonly transcript: Spoken[] = [];
  /** Legs of `POST /calls` that are linked to this call. */
  readonly dialled: DialledLegs;
  readonly connected: Promise<void>;
  readonly ended: Promise<{ reason: string }>;
  readonly from: string | null;
  readonly #caller: Leg;
  readonly #world: CallWorld;
  readonly #webhookUrl: string;
  readonly #voices: VoiceLeg[] = [];
  #far: FarEnd | null = null;
  #dialing: FarEnd | null = null;
  #connect: () => void = () => undefined;
  #refuse: (error: Error) => void = () => undefined;
  #end: (result: { reason: string }) => void = () => undefined;

  constructor(world: CallWorld, parts: { from: string | null; to: string; webhookUrl: string }) {
    this.#world = world;
    this.#webhookUrl = parts.webhookUrl;
    this.from = parts.from;
    this.#caller = newLeg({
      callSessionId: randomUUID(),
      direction: "incoming",
      from: parts.from ?? "anonymous",
      to: parts.to,
      state: "parked",
      startedAt: world.now(),
      clientState: null,
    });
    this.connected = new Promise((resolve, reject) => {
      [this.#connect, this.#refuse] = [resolve, reject];
    });
    // Nobody has to wait for it.
    this.connected.catch(() => undefined);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.dialled = new DialledLegs({
      emit: (eventType, payload) => this.#emit(eventType, payload),
      open: (body) => this.#open(body),
      end: (leg, how) => this.#endLeg(leg, how),
      destination: world.destination,
      ringMilliseconds: world.ringMilliseconds,
    });
    world.addLeg(this.#caller);
    this.#emit("call.initiated", legEvents.initiated(this.#caller));
  }

  get callControlId(): string {
    return this.#caller.callControlId;
  }

  get sessionId(): string {
    return this.#caller.callSessionId;
  }

  get to(): string {
    return this.#caller.to;
  }

  get asides(): readonly { to: string; text: string }[] {
    return this.dialled.asides;
  }

  get hasEnded(): boolean {
    return this.#caller.state === "ended";
  }

  async say(text: string): Promise<Heard> {
    await this.connected;
    if (this.hasEnded) throw new Error("The call has ended.");
    this.transcript.push({ role: "caller", text, toolCalls: [] });
    return (await this.#far?.voice?.hear(text)) ?? SILENCE;
  }

  async hangUp(): Promise<void> {
    const how: Hangup = this.#caller.state === "parked" ? CANCELLED : { ...CLEARED, source: "caller" };
    this.#finish("caller_hangup", how);
  }

  async settled(): Promise<void> {
    await this.ended;
    await Promise.all([this.#world.lane.settled(), ...this.#voices.map((voice) => voice.settled())]);
  }

  /** `POST /calls/{id}/actions/{action}`. */
  act(leg: Leg, action: string, body: unknown): Reply {
    const parsed = command.safeParse(body ?? {});
    if (!parsed.success) return refuse("badRequest", "A field of the command has the wrong type.");
    if (leg.state === "ended")
      return refuse("ended", "This call is no longer active and can't receive commands.");
    const { command_id: id } = parsed.data;
    const now = this.#world.now().getTime();
    const seen = id === undefined ? undefined : leg.commands.get(id);
    if (seen !== undefined && now - seen <= COMMAND_MEMORY_MILLISECONDS) return ok;
    const reply = this.#carryOut(leg, action, parsed.data);
    if (id !== undefined && reply.status === 200) leg.commands.set(id, now);
    if (parsed.data.client_state !== undefined) leg.clientState = parsed.data.client_state;
    return reply;
  }

  #open(body: Command & { to: string }): Leg {
    return this.#world.addLeg(outgoingLeg(this.#caller, body, this.#world.now()));
  }

  #bridgeWith(leg: Leg, body: Command): Reply {
    const other = this.dialled.find(body.call_control_id);
    if (leg !== this.#caller || !other) return refuse("badRequest", "Only a leg dialled for this call.");
    if (other.leg.state !== "answered")
      return refuse("ended", "This call is no longer active and can't receive commands.");
    this.#bridge({ ...other, voice: null });
    return ok;
  }

  #carryOut(leg: Leg, action: string, body: Command): Reply {
    const dialled = this.dialled.find(leg.callControlId);
    if (dialled && action === "gather_using_speak") return this.dialled.gather(dialled, body);
    if (dialled && action === "hangup" && this.#far?.leg !== leg) return this.#hangUpOne(leg);
    if (action === "answer") return this.#answer(leg, body);
    if (action === "transfer") return this.#transfer(leg, body);
    if (action === "hangup") return this.#hangUpLeg(leg, CLEARED, "app_hangup");
    if (action === "reject") return this.#hangUpLeg(leg, FAILURES.failed, "rejected");
    if (leg.state !== "answered") return refuse("notAnswered", "The call has not been answered yet.");
    if (action === "speak") return this.#speak(leg, body);
    if (action === "bridge") return this.#bridgeWith(leg, body);
    if (action === "record_start") {
      if (!body.channels || !body.format) return refuse("missing", "channels and format are required.");
      leg.recordingStartedAt ??= this.#world.now();
    }
    if (action === "record_stop") this.#saveRecording(leg, this.#world.now());
    return ok;
  }

  #answer(leg: Leg, body: Command): Reply {
    if (leg.state !== "parked") return refuse("badRequest", "The call is already answered.");
    leg.state = "answered";
    if (body.record === "record-from-answer") leg.recordingStartedAt = this.#world.now();
    this.#emit("call.answered", legEvents.answered(leg));
    return ok;
  }

  #speak(leg: Leg, body: Command): Reply {
    if (!body.payload || !body.voice) return refuse("missing", "payload and voice are required.");
    this.#emit("call.speak.started", legEvents.speakStarted(leg));
    this.transcript.push({ role: "agent", text: body.payload, toolCalls: [] });
    this.#connect();
    this.#emit("call.speak.ended", legEvents.speakEnded(leg));
    return ok;
  }

  #transfer(leg: Leg, body: Command): Reply {
    if (leg !== this.#caller) return refuse("badRequest", "Only the caller's leg can be transferred here.");
    if (!body.to) return refuse("missing", "to is required.");
    const isSip = /^sips?:/i.test(body.to);
    if (!isSip && !/^\+\d{3,15}$/.test(body.to)) return refuse("badNumber");
    const far: FarEnd = {
      leg: this.#open({ ...body, to: body.to }),
      voice: null,
      person: isSip ? null : this.#world.destination(body.to),
    };
    this.#dialing = far;
    this.#emit("call.initiated", legEvents.initiated(far.leg));
    setTimeout(() => this.#ring(far), this.#world.ringMilliseconds);
    return ok;
  }

  #ring(far: FarEnd): void {
    if (far.leg.state === "ended") return;
    const outcome = far.person?.outcome ?? "answered";
    const id = /^sips?:([^@;]+)@/i.exec(far.leg.to)?.[1];
    far.voice = far.person === null && id ? this.#world.sip(id) : null;
    if (outcome !== "answered" && outcome !== "voicemail") this.#drop(far, FAILURES[outcome]);
    else if (!far.person && !far.voice) this.#drop(far, NOBODY);
    else this.#bridge(far);
  }

  #bridge(far: FarEnd): void {
    if (this.#caller.state === "parked") this.#answer(this.#caller, {});
    if (far.leg.state !== "answered") {
      far.leg.state = "answered";
      this.#emit("call.answered", legEvents.answered(far.leg));
    }
    this.#emit("call.bridged", legEvents.bridged(this.#caller));
    this.#emit("call.bridged", legEvents.bridged(far.leg));
    const before = this.#far;
    this.#far = far;
    if (this.#dialing === far) this.#dialing = null;
    if (before) this.#drop(before, { ...CLEARED, source: "caller" });
    if (far.person) {
      this.transcript.push({ role: "person", text: far.person.says ?? "Hello?", toolCalls: [] });
      this.#connect();
    }
    if (!far.voice) return;
    this.#voices.push(far.voice);
    far.voice.join({
      spoke: (heard) => {
        if (heard.text) this.transcript.push({ role: "agent", ...heard });
        this.#connect();
      },
      left: (reason) => this.#farLeft(far, reason),
    });
  }

  /** With another destination still ringing the caller stays on the line for it. */
  #farLeft(far: FarEnd, reason: string): void {
    if (far.leg.state === "ended") return;
    this.#endLeg(far.leg, CLEARED);
    if (this.#far === far) this.#far = null;
    if (!this.#dialing) this.#finish(reason === "agent_hangup" ? reason : "far_end_hangup", CLEARED);
  }

  /** Takes one far end down; the caller's leg stays up, as after a failed transfer. */
  #drop(far: FarEnd, how: Hangup): void {
    if (this.#dialing === far) this.#dialing = null;
    if (this.#far === far) this.#far = null;
    this.#endLeg(far.leg, how);
    far.voice?.hangUp();
  }

  #hangUpOne(leg: Leg): Reply {
    this.#endLeg(leg, CLEARED);
    return ok;
  }

  #hangUpLeg(leg: Leg, how: Hangup, reason: string): Reply {
    this.#finish(leg === this.#caller ? reason : "app_hangup", how);
    return ok;
  }

  #finish(reason: string, how: Hangup): void {
    if (this.hasEnded) return;
    const far = [this.#far, this.#dialing].filter((end) => end !== null);
    for (const { voice } of far) voice?.hangUp();
    this.#endLeg(this.#caller, how);
    for (const { leg } of far) this.#endLeg(leg, leg.state === "bridging" ? CANCELLED : how);
    this.#refuse(new Error(`The call ended before anyone could be heard (${reason}).`));
    this.#end({ reason });
  }

  #endLeg(leg: Leg, how: Hangup): void {
    if (leg.state === "ended") return;
    leg.state = "ended";
    const endedAt = this.#spokenEnd();
    this.#emit("call.hangup", legEvents.hangup(leg, how, endedAt));
    this.#saveRecording(leg, endedAt);
  }

  /** Now, or when the conversation would have been over had it been spoken aloud. */
  #spokenEnd(): Date {
    const ends = this.#voices.map((voice) => voice.spokenUntil().getTime());
    return new Date(Math.max(this.#world.now().getTime(), ...ends));
  }

  #saveRecording(leg: Leg, endedAt: Date): void {
    const startedAt = leg.recordingStartedAt;
    if (!startedAt) return;
    leg.recordingStartedAt = null;
    const url = this.#world.keepRecording((endedAt.getTime() - startedAt.getTime()) / 1000);
    this.#emit("call.recording.saved", legEvents.recordingSaved(leg, url, startedAt, endedAt));
  }

  #emit(eventType: string, payload: object): void {
    this.#world.emit(this.#world.lane, this.#webhookUrl, eventType, payload);
  }
}
