import { Courier, type Delivery, Lane } from "../emulation/courier";
import { delayOf, type Faults, pause } from "../emulation/faults";
import { formOf } from "./form";
import { signatureOf } from "./verify";

const REQUEST_MILLISECONDS = 15_000;
const FORM = "application/x-www-form-urlencoded; charset=UTF-8";
const USER_AGENT = "TwilioProxy/1.1";

export interface PostOptions {
  faults: Faults;
  /** Where an address really is, as the name service would say. */
  resolve: (url: string) => string;
  retryMilliseconds: readonly number[];
}

/** The connection overrides behind the # of an address, such as `#rc=2&rp=5xx,ct`. */
function overridesOf(url: string): { url: string; retries: number; on: Set<string> } {
  const [address = url, fragment = ""] = url.split("#");
  const wanted = new URLSearchParams(fragment);
  return {
    url: address,
    retries: Number(wanted.get("rc") ?? 0),
    on: new Set((wanted.get("rp") ?? "").split(",").filter(Boolean)),
  };
}

/** Twilio's requests to the app: reports that wait for nobody, and questions whose answers are documents. */
export class Post {
  readonly #options: PostOptions;
  readonly #patient: Courier;
  readonly #once: Courier;
  readonly #questions: Delivery[] = [];

  constructor(options: PostOptions) {
    this.#options = options;
    const courier = (retryMilliseconds: readonly number[]) =>
      new Courier({
        faults: options.faults,
        userAgent: USER_AGENT,
        timeoutMilliseconds: REQUEST_MILLISECONDS,
        retryMilliseconds,
        isRetried: (status) => status === null || status >= 500,
      });
    this.#patient = courier(options.retryMilliseconds);
    this.#once = courier([]);
  }

  /** Every request made, reports first. */
  get deliveries(): Delivery[] {
    return [...this.#patient.deliveries, ...this.#once.deliveries, ...this.#questions];
  }

  lane(): Lane {
    return new Lane(this.#patient);
  }

  #headers(authToken: string, url: string, rawBody: string) {
    return {
      "content-type": FORM,
      "x-twilio-signature": signatureOf(authToken, url, formOf(rawBody)).toString("base64"),
    };
  }

  report(lane: Lane, authToken: string, to: string, event: string, form: Record<string, string>): void {
    const { url, on } = overridesOf(to);
    const body = new URLSearchParams(form).toString();
    const parcel = {
      event,
      url: this.#options.resolve(url),
      body: () => body,
      headers: () => this.#headers(authToken, url, body),
    };
    if (on.has("5xx")) lane.push(parcel);
    else void this.#once.send(parcel).done;
  }

  /** @returns the document that the app answers; null where it gives none, and Twilio's own apology follows. */
  async ask(
    authToken: string,
    to: string,
    event: string,
    form: Record<string, string>,
  ): Promise<string | null> {
    const { url, retries, on } = overridesOf(to);
    const rawBody = new URLSearchParams(form).toString();
    const fault = this.#options.faults.take("webhook", event, ["delay", "duplicate", "drop"]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "delay") await pause(delayOf(fault));
    let attempt = 0;
    let isToRepeat = fault?.mode === "duplicate";
    for (;;) {
      attempt += 1;
      const headers = this.#headers(authToken, url, rawBody);
      const isLost = this.#options.faults.take("webhook", event, ["fail"]) !== null;
      const answer = isLost ? null : await this.#post(this.#options.resolve(url), rawBody, headers);
      this.#questions.push({ event, url, attempt, status: answer?.status ?? null, rawBody, headers });
      if (isToRepeat) {
        isToRepeat = false;
        continue;
      }
      if (answer === null && on.has("ct") && attempt <= retries) continue;
      const isDocument = answer?.status === 200 && /\bxml\b/.test(answer.contentType);
      return isDocument ? answer.text : null;
    }
  }

  async #post(url: string, body: string, headers: Record<string, string>) {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "user-agent": USER_AGENT, ...headers },
        body,
        signal: AbortSignal.timeout(REQUEST_MILLISECONDS),
      });
      const contentType = response.headers.get("content-type") ?? "";
      return { status: response.status, contentType, text: await response.text() };
    } catch {
      return null;
    }
  }

  close(): void {
    this.#patient.close();
    this.#once.close();
  }
}
