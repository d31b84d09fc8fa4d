import { createHash, randomBytes } from "node:crypto";
import { Courier, type Delivery, Lane } from "../emulation/courier";
import { delayOf, Faults, pause } from "../emulation/faults";
import { type Incoming, listen, type Reply } from "../emulation/server";
import { createApi } from "./emulated-api";
import { type BillingWorld, type Emit, EmulatedBilling } from "./emulated-billing";
import { badRequest, Refusal, unauthenticated } from "./emulated-errors";
import { expanded } from "./emulated-expand";
import { API_VERSION, type Shape } from "./emulated-objects";
import { createPages } from "./emulated-pages";
import { openStore, type StoredSubscription, vendorId } from "./emulated-store";
import { type FormFields, parseForm } from "./form";
import { makeWebhookSecret, signStripe } from "./sign";

export interface StripeEmulatorOptions {
  /** Where webhooks go; asked anew for each. */
  webhookUrl: () => string;
  now?: () => Date;
  port?: number;
  /** Where the emulated account outlives this process; default nowhere. */
  stateFile?: string;
  /** Waits before repeated webhooks; default 200, 400, 800, 1600, 3200. */
  retryMilliseconds?: readonly number[];
  webhookTimeoutMilliseconds?: number;
}

export interface StripeEmulator {
  /** A bare origin, for the SDK's host, port and protocol. */
  baseUrl: string;
  apiKey: string;
  /** For STRIPE_WEBHOOK_SECRET. */
  webhookSecret: string;
  faults: Faults;
  /** Every webhook attempt, newest last. */
  deliveries: readonly Delivery[];
  /** Every request of the API that was carried out or refused: `METHOD /path` and its parameters. */
  requests: readonly { name: string; fields: FormFields; idempotencyKey: string | null; isReplay: boolean }[];
  /** The API version that the webhook endpoint was made with. */
  webhookVersion: { shape: Shape };
  /** The period of a subscription ends: it is paid anew, refused or over. */
  renew(subscriptionId: string): void;
  /** Every webhook so far is delivered or given up. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The key of somebody else's account, which has nothing in it; one that begins with `sk_test_revoked` was taken back. */
const OTHER_KEY = /^Bearer (sk|rk)_(test|live)_(?!revoked)\w{8,}$/;
const EMPTY_BALANCE = { object: "balance", available: [], pending: [], livemode: false };
const VERSION = /^\d{4}-\d\d-\d\d(\.[a-z]+)?$/;
const REMEMBERED_REQUESTS = 500;
const headerText = (value: string | string[] | undefined): string | null =>
  typeof value === "string" ? value : null;

/** Stripe's side of the wire on this machine, as the SDK 23.1 and API version 2026-10-28.endive speak it. */
export async function startStripeEmulator(options: StripeEmulatorOptions): Promise<StripeEmulator> {
  const now = options.now ?? (() => new Date());
  const apiKey = `sk_test_${randomBytes(24).toString("hex")}`;
  const webhookSecret = makeWebhookSecret();
  const faults = new Faults();
  const courier = new Courier({
    faults,
    userAgent: "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
    timeoutMilliseconds: options.webhookTimeoutMilliseconds ?? 10_000,
    retryMilliseconds: options.retryMilliseconds ?? [200, 400, 800, 1600, 3200],
    isRetried: (status) => status === null || status < 200 || status >= 300,
  });
  const lane = new Lane(courier);
  const { store, save } = openStore(options.stateFile);
  const webhookVersion: { shape: Shape } = { shape: API_VERSION };
  const requests: StripeEmulator["requests"][number][] = [];
  let cause: { id: string | null; idempotency_key: string | null } = { id: null, idempotency_key: null };
  let origin = "";

  const emit: Emit = (type, object, previous) => {
    const text = JSON.stringify({
      id: vendorId("evt"),
      object: "event",
      api_version: webhookVersion.shape,
      created: Math.floor(now().getTime() / 1000),
      data: { object: object(webhookVersion.shape), ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: 1,
      request: cause,
      type,
    });
    lane.push({
      event: type,
      url: options.webhookUrl(),
      body: () => text,
      headers: (rawBody) => signStripe(rawBody, webhookSecret, now()),
    });
  };

  const world: BillingWorld = { store, now, emit, origin: () => origin };
  const billing = new EmulatedBilling(world);
  const api = createApi(world, billing);
  const pages = createPages(world, billing);

  const carryOut = ({ method, path, query, text }: Incoming): Reply => {
    const fields = parseForm(method === "GET" ? query : text);
    if (!fields) throw badRequest("The parameters could not be read.");
    const paths = Array.isArray(fields.expand)
      ? fields.expand.flatMap((one) => (typeof one === "string" ? one : []))
      : [];
    return { status: 200, json: expanded(api.answer(method, path, fields), paths, api.openers) };
  };

  /** A repeat of a key gets the first answer; the same key with other words is refused (docs.stripe.com/api/idempotent_requests). */
  const answerOnce = (request: Incoming, key: string | null): { reply: Reply; isReplay: boolean } => {
    const fingerprint = createHash("sha256")
      .update(`${request.method} ${request.path}\n${request.text}`)
      .digest("hex");
    const kept = key === null ? undefined : store.answers.get(key);
    if (kept && kept.fingerprint !== fingerprint)
      throw new Refusal(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
      });
    if (kept) return { reply: { status: kept.status, json: kept.json }, isReplay: true };
    let reply: Reply;
    try {
      reply = carryOut(request);
    } catch (error) {
      // Refused parameters are not kept; a refused card is an answer like any other.
      if (!(error instanceof Refusal) || error.status !== 402) throw error;
      reply = error.reply;
    }
    if (key !== null && "json" in reply)
      store.answers.set(key, { fingerprint, status: reply.status, json: reply.json });
    return { reply, isReplay: false };
  };

  const respond = (request: Incoming): Reply => {
    const { method, path, headers } = request;
    const requestId = `req_${randomBytes(7).toString("hex")}`;
    const key = method === "POST" ? headerText(headers["idempotency-key"]) : null;
    const version = headerText(headers["stripe-version"]) ?? API_VERSION;
    const common = {
      "request-id": requestId,
      "stripe-version": version,
      date: now().toUTCString(),
      ...(key === null ? {} : { "idempotency-key": key }),
    };
    cause = { id: requestId, idempotency_key: key };
    let isReplay = false;
    try {
      if (headers.authorization !== `Bearer ${apiKey}`) {
        if (OTHER_KEY.test(headers.authorization ?? "") && method === "GET" && path === "/v1/balance")
          return { status: 200, json: EMPTY_BALANCE, headers: common };
        throw unauthenticated();
      }
      if (!VERSION.test(version)) throw badRequest(`Invalid Stripe API version: ${version}`);
      const answer = answerOnce(request, key);
      isReplay = answer.isReplay;
      return {
        ...answer.reply,
        headers: { ...common, ...(isReplay ? { "idempotent-replayed": "true" } : {}) },
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...error.reply, headers: common };
    } finally {
      cause = { id: null, idempotency_key: null };
      const fields = parseForm(method === "GET" ? request.query : request.text) ?? {};
      requests.push({ name: `${method} ${path}`, fields, idempotencyKey: key, isReplay });
      if (requests.length > REMEMBERED_REQUESTS) requests.shift();
      save();
    }
  };

  const handle = async (request: Incoming): Promise<Reply | null> => {
    const { method, path, text } = request;
    if (!path.startsWith("/v1/")) {
      const shown = pages(method, path, text);
      if (method === "POST") save();
      return shown ?? { status: 404, contentType: "text/plain", bytes: Buffer.from("Not found") };
    }
    const fault = faults.take("request", `${method} ${path}`, ["fail", "delay", "duplicate", "drop"]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "fail") {
      const error = { type: "api_error", message: "An error occurred on Stripe's side." };
      return { status: fault.status ?? 503, json: { error } };
    }
    if (fault?.mode === "delay") await pause(delayOf(fault));
    if (fault?.mode === "duplicate") respond(request);
    return respond(request);
  };

  const server = await listen(handle, options.port);
  origin = server.origin;

  const subscriptionOf = (id: string): StoredSubscription => {
    const subscription = store.subscriptions.get(id);
    if (!subscription) throw new Error(`The emulated account has no subscription ${id}.`);
    return subscription;
  };

  return {
    baseUrl: server.origin,
    apiKey,
    webhookSecret,
    faults,
    deliveries: courier.deliveries,
    requests,
    webhookVersion,
    renew: (id) => {
      billing.renew(subscriptionOf(id));
      save();
    },
    settled: () => lane.settled(),
    close: async () => {
      courier.close();
      await server.close();
    },
  };
}
