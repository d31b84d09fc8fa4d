import { delayOf, type Faults, pause } from "./faults";

const REMEMBERED_DELIVERIES = 500;
const HELD_MILLISECONDS = 1000;

/** One webhook to be sent. Body and signature are made anew for every attempt, as vendors do. */
export interface Parcel {
  event: string;
  url: string;
  body(attempt: number): string;
  headers(rawBody: string): Promise<Record<string, string>> | Record<string, string>;
}

/** One attempt, for tests and for people who look. `status` null: nobody answered. */
export interface Delivery {
  event: string;
  url: string;
  attempt: number;
  status: number | null;
  rawBody: string;
  headers: Record<string, string>;
}

export interface CourierOptions {
  faults: Faults;
  userAgent: string;
  timeoutMilliseconds: number;
  /** Waits before the second, third, … attempt. */
  retryMilliseconds: readonly number[];
  /** Whether an answer (null: none) is worth another attempt. */
  isRetried(status: number | null): boolean;
}

/** Sends webhooks and repeats them as the vendor documents. */
export class Courier {
  readonly deliveries: Delivery[] = [];
  readonly #options: CourierOptions;
  readonly #closing = new AbortController();

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  get faults(): Faults {
    return this.#options.faults;
  }

  /** Ends everything under way and sends nothing more. */
  close(): void {
    this.#closing.abort();
  }

  /** @returns `first`: the first attempt is over; `done`: delivered or given up. Neither rejects. */
  send(parcel: Parcel): { first: Promise<void>; done: Promise<void> } {
    const first = this.#attempt(parcel, 1);
    const later = async (): Promise<void> => {
      let status = await first;
      let attempt = 1;
      for (const wait of this.#options.retryMilliseconds) {
        if (this.#closing.signal.aborted || !this.#options.isRetried(status)) return;
        await pause(wait);
        attempt += 1;
        status = await this.#attempt(parcel, attempt);
      }
    };
    return { first: first.then(() => undefined), done: later() };
  }

  async #attempt(parcel: Parcel, attempt: number): Promise<number | null> {
    const rawBody = parcel.body(attempt);
    const headers = await parcel.headers(rawBody);
    let status: number | null = null;
    if (!this.faults.take("webhook", parcel.event, ["fail"]))
      status = await this.#post(parcel.url, rawBody, headers);
    this.deliveries.push({ event: parcel.event, url: parcel.url, attempt, status, rawBody, headers });
    if (this.deliveries.length > REMEMBERED_DELIVERIES) this.deliveries.shift();
    return status;
  }

  async #post(url: string, body: string, headers: Record<string, string>): Promise<number | null> {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json", "user-agent": this.#options.userAgent, ...headers },
        body,
        redirect: "manual",
        signal: AbortSignal.any([
          this.#closing.signal,
          AbortSignal.timeout(this.#options.timeoutMilliseconds),
        ]),
      });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return null;
    }
  }
}

/** The webhooks of one call: first attempts in order, while a failing one does not hold the next back. */
export class Lane {
  readonly #courier: Courier;
  #tail: Promise<void> = Promise.resolve();
  #held: Parcel[] = [];
  readonly #open = new Set<Promise<void>>();

  constructor(courier: Courier) {
    this.#courier = courier;
  }

  push(parcel: Parcel): void {
    const fault = this.#courier.faults.take("webhook", parcel.event, [
      "drop",
      "delay",
      "duplicate",
      "reorder",
    ]);
    if (fault?.mode === "drop") return;
    if (fault?.mode === "reorder") {
      this.#held.push(parcel);
      this.#track(pause(HELD_MILLISECONDS).then(() => this.#release()));
      return;
    }
    if (fault?.mode === "delay") {
      this.#track(pause(delayOf(fault)).then(() => this.#courier.send(parcel).done));
      return;
    }
    this.#enqueue(parcel);
    if (fault?.mode === "duplicate") this.#enqueue(parcel);
    this.#release();
  }

  /** Every webhook pushed so far, and those that follow from them, is delivered or given up. */
  async settled(): Promise<void> {
    do {
      await this.#tail;
      await Promise.all(this.#open);
    } while (this.#open.size > 0);
  }

  #release(): void {
    const held = this.#held;
    this.#held = [];
    for (const parcel of held) this.#enqueue(parcel);
  }

  #enqueue(parcel: Parcel): void {
    const sent = this.#tail.then(() => this.#courier.send(parcel));
    this.#tail = sent.then(({ first }) => first);
    this.#track(sent.then(({ done }) => done));
  }

  #track(work: Promise<void>): void {
    const tracked = work.finally(() => this.#open.delete(tracked));
    this.#open.add(tracked);
  }
}
