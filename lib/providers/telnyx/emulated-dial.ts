import type { Reply } from "../emulation/server";
import { type Command, type Destination, FAILURES } from "./emulated-command";
import { dialReply, ok, refuse } from "./emulated-errors";
import { type Hangup, type Leg, legEvents } from "./emulated-leg";

export interface DialWorld {
  emit(eventType: string, payload: object): void;
  /** A new leg of the same call. */
  open(body: Command & { to: string }): Leg;
  end(leg: Leg, how: Hangup): void;
  destination(number: string): Destination;
  ringMilliseconds: number;
}

/** Somebody whom the app rings for a call, before they are connected with the caller. */
export interface DialledLeg {
  leg: Leg;
  person: Destination;
}

/** The legs that the app dialled for a call with `POST /calls`. */
export class DialledLegs {
  /** What was said to those who picked up; the caller does not hear it. */
  readonly asides: { to: string; text: string }[] = [];
  readonly #world: DialWorld;
  readonly #byCommand = new Map<string, DialledLeg>();

  constructor(world: DialWorld) {
    this.#world = world;
  }

  find(callControlId: string | undefined): DialledLeg | undefined {
    return [...this.#byCommand.values()].find(({ leg }) => leg.callControlId === callControlId);
  }

  dial(body: Command): Reply {
    const { to, command_id: id = "" } = body;
    if (!to || !body.from || !body.connection_id) return refuse("missing", "to, from and connection_id.");
    const seen = this.#byCommand.get(id);
    if (seen) return dialReply(seen.leg);
    if (!/^\+\d{3,15}$/.test(to)) return refuse("badNumber");
    const dialled = { leg: this.#world.open({ ...body, to }), person: this.#world.destination(to) };
    this.#byCommand.set(id || dialled.leg.callControlId, dialled);
    this.#world.emit("call.initiated", legEvents.initiated(dialled.leg));
    const hasDetection = (body.answering_machine_detection ?? "disabled") !== "disabled";
    setTimeout(() => this.#pickUp(dialled, hasDetection), this.#world.ringMilliseconds);
    return dialReply(dialled.leg);
  }

  /** They have rung long enough: somebody picks up, or the leg is over. */
  #pickUp({ leg, person }: DialledLeg, hasDetection: boolean): void {
    if (leg.state !== "bridging") return;
    const { outcome } = person;
    if (outcome !== "answered" && outcome !== "voicemail") {
      this.#world.end(leg, FAILURES[outcome]);
      return;
    }
    leg.state = "answered";
    this.#world.emit("call.answered", legEvents.answered(leg));
    const result = outcome === "voicemail" ? "machine" : "human";
    if (hasDetection) this.#world.emit("call.machine.detection.ended", legEvents.detectionEnded(leg, result));
  }

  /** Carries out `gather_using_speak`. */
  gather({ leg, person }: DialledLeg, body: Command): Reply {
    if (leg.state !== "answered") return refuse("notAnswered", "The call has not been answered yet.");
    if (!body.payload || !body.voice) return refuse("missing", "payload and voice are required.");
    this.asides.push({ to: leg.to, text: body.payload });
    const { outcome, presses = "1" } = person;
    const key = outcome === "voicemail" ? null : presses;
    if (key !== null) this.#world.emit("call.dtmf.received", legEvents.dtmfReceived(leg, key));
    const isValid = key !== null && (body.valid_digits ?? "0123456789#*").includes(key);
    const ended = isValid
      ? legEvents.gatherEnded(leg, key, "valid")
      : legEvents.gatherEnded(leg, "", "timeout");
    this.#world.emit("call.gather.ended", ended);
    return ok;
  }
}
