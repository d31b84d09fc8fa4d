import { randomUUID } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { addNumber } from "@/lib/domain/numbers";
import type { RouteHandler } from "@/lib/http/route";
import type { Emulators } from "@/lib/providers/emulators";
import { signRetell } from "@/lib/providers/retell/sign";
import { type StripeEmulator, startStripeEmulator } from "@/lib/providers/stripe/emulator";
import { signStripe } from "@/lib/providers/stripe/sign";
import { makeTelnyxKeys, signTelnyx } from "@/lib/providers/telnyx/sign";
import { n8nHeaders } from "@/lib/signed";
import { nextNumber } from "../support/numbers";
import { rebuilt, runtimeUnder } from "./rebuilt";
import { type Account, type Answer, contextAs, post } from "./support";

const RETELL_KEY = `key_${randomUUID()}`;
const N8N_SECRET = randomUUID();
const telnyx = makeTelnyxKeys();

let till: Promise<StripeEmulator> | undefined;
/** Takes payments while this worker lives, since the app binds its ports once; what happens there it tells nobody. */
const stripe = (): Promise<StripeEmulator> => {
  till ??= startStripeEmulator({ webhookUrl: () => "http://127.0.0.1:1/", retryMilliseconds: [] });
  return till;
};

/** For one file, the vendors on this machine are nobody but the keys of this file: webhooks signed here are theirs. */
export function vendorKeys(): void {
  let before: typeof globalThis.frontdeskEmulators;
  beforeAll(async () => {
    before = globalThis.frontdeskEmulators;
    const address = { baseUrl: "http://127.0.0.1:1", apiKey: RETELL_KEY };
    const stand = {
      telnyx: { ...address, publicKey: telnyx.publicKey },
      retell: address,
      stripe: await stripe(),
      n8n: { webhookSecret: N8N_SECRET },
      twilio: address,
      elevenLabs: address,
    };
    globalThis.frontdeskEmulators = Promise.resolve(stand as unknown as Emulators);
  });
  afterAll(() => {
    globalThis.frontdeskEmulators = before;
  });
}

export interface Delivery {
  /** When it was signed; now by default. */
  signedAt?: Date;
  /** Sent instead of what was signed. */
  instead?: string;
  headers?: Record<string, string>;
  under?: RouteHandler;
}

/** A route whose jobs are written and not run, so that what a test sees is the webhook's doing alone. */
export const quiet = (handler: RouteHandler): RouteHandler =>
  rebuilt(handler, runtimeUnder({ isQuiet: true }), handler.edition);

const rawOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(body));

/** Delivers a body (text as it is) as Telnyx does. */
export function fromTelnyx(handler: RouteHandler, body: unknown, delivery: Delivery = {}): Promise<Answer> {
  const raw = rawOf(body);
  const signature = signTelnyx(raw, telnyx.privateKey, delivery.signedAt ?? new Date());
  return post(delivery.under ?? quiet(handler), {
    body: delivery.instead ?? raw,
    headers: { ...signature, ...delivery.headers },
  });
}

/** Delivers a body (text as it is) as Retell does. */
export async function fromRetell(
  handler: RouteHandler,
  body: unknown,
  delivery: Delivery = {},
): Promise<Answer> {
  const raw = rawOf(body);
  const signature = await signRetell(raw, RETELL_KEY, delivery.signedAt ?? new Date());
  return post(delivery.under ?? quiet(handler), {
    body: delivery.instead ?? raw,
    headers: { ...signature, ...delivery.headers },
  });
}

/** Delivers a body (text as it is) as an n8n workflow does, signed for the whole installation unless a secret is given. */
export function fromN8n(
  handler: RouteHandler,
  body: unknown,
  { secret = N8N_SECRET, ...delivery }: Omit<Delivery, "signedAt"> & { secret?: string } = {},
): Promise<Answer> {
  const raw = rawOf(body);
  return post(delivery.under ?? quiet(handler), {
    body: delivery.instead ?? raw,
    headers: { ...n8nHeaders(raw, secret), ...delivery.headers },
  });
}

/** Delivers a body (text as it is) as Stripe does. */
export async function fromStripe(
  handler: RouteHandler,
  body: unknown,
  delivery: Delivery = {},
): Promise<Answer> {
  const raw = rawOf(body);
  const signature = signStripe(raw, (await stripe()).webhookSecret, delivery.signedAt ?? new Date());
  return post(delivery.under ?? quiet(handler), {
    body: delivery.instead ?? raw,
    headers: { ...signature, ...delivery.headers },
  });
}

/** A number that only this account has, and that can exist. */
export async function giveNumber(account: Account, e164 = nextNumber()): Promise<string> {
  await addNumber(await contextAs(account), { e164 });
  return e164;
}

/** A call event in Telnyx's own shape. */
export const callEvent = (type: string, payload: object, occurredAt = new Date()) => ({
  data: {
    record_type: "event",
    event_type: type,
    id: randomUUID(),
    occurred_at: occurredAt.toISOString(),
    payload,
  },
  meta: { attempt: 1, delivered_to: "https://example.com/api/webrtc/webhook" },
});
