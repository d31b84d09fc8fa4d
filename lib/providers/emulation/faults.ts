/** What an emulator can be told to do wrong. */
export type FaultMode =
  /** Requests and tools: an error answer. Webhooks: the attempt is lost, and repeated as the vendor would. */
  | "fail"
  /** Happens `milliseconds` late, without holding anything else back. */
  | "delay"
  /** Webhooks and tools: sent twice. Requests: carried out twice, as a repeating client would. */
  | "duplicate"
  /** Requests: the connection is cut, nothing done. Webhooks: never sent. Tools: no answer. */
  | "drop"
  /** Webhooks: sent after the one that follows. */
  | "reorder";

export type FaultTarget = "request" | "webhook" | "tool";

export interface Fault {
  /**
   * Part of (or pattern for) `METHOD /path` of a request, the name of an event, or the name of a tool.
   */
  match: string | RegExp;
  mode: FaultMode;
  /** Only there; default everywhere. */
  on?: FaultTarget;
  /** How many times; default until removed. */
  times?: number;
  /** Status of a failed request or tool; default 503. */
  status?: number;
  /** Length of a delay; default 1000. */
  milliseconds?: number;
}

/** The faults of one emulator. The first that matches is used. */
export class Faults {
  readonly #active: (Fault & { left: number })[] = [];

  /** Adds a fault. @returns a function that removes it. */
  set(fault: Fault): () => void {
    const entry = { ...fault, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#active.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  clear(): void {
    this.#active.length = 0;
  }

  /** The fault that applies here and now, used up by one. */
  take(on: FaultTarget, subject: string, modes: readonly FaultMode[]): Fault | null {
    for (const fault of this.#active) {
      if (fault.left <= 0 || (fault.on && fault.on !== on) || !modes.includes(fault.mode)) continue;
      const isHit =
        typeof fault.match === "string" ? subject.includes(fault.match) : fault.match.test(subject);
      if (!isHit) continue;
      fault.left -= 1;
      return fault;
    }
    return null;
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const DEFAULT_DELAY_MILLISECONDS = 1000;

export const delayOf = (fault: Fault): number => fault.milliseconds ?? DEFAULT_DELAY_MILLISECONDS;
