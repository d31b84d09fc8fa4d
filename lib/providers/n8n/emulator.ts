import { createHmac, randomBytes, randomUUID } from "node:crypto";
import { z } from "zod";
import { n8nHeaders } from "@/lib/signed";
import { delayOf, Faults, pause } from "../emulation/faults";
import type { Incoming, Reply } from "../emulation/server";
import { listenAgain } from "./kept-port";

export interface N8nEmulatorOptions {
  /** Where the app takes requests; asked anew for each. */
  appWebhookUrl: () => string;
  /** Where its port outlives this process, so that an address that was entered stays right; default nowhere. */
  stateFile?: string;
}

/** An event as a workflow got it. */
export interface ReceivedEvent {
  id: string;
  type: string;
  body: Record<string, unknown>;
  headers: Record<string, string>;
  /** Both signatures fit the body and the workflow's secret. */
  isGenuine: boolean;
}

export interface Workflow {
  /** For the integration's `webhookUrl`. */
  webhookUrl: string;
  secret: string;
  /** Every event that got an answer, repeats included, newest last. */
  received: readonly ReceivedEvent[];
  /** Likewise the questions whether it is there. */
  pings: readonly ReceivedEvent[];
  /** From now on the address answers 410, as one that is gone for good. */
  retire(): void;
  /** Asks the app for an action, signed. `signedWith`: another secret than the workflow's. */
  act(request: Record<string, unknown>, signedWith?: string): Promise<{ status: number; body: unknown }>;
}

export interface N8nEmulator {
  /** A bare origin. */
  baseUrl: string;
  /** For N8N_WEBHOOK_SECRET. */
  webhookSecret: string;
  /** Requests are named `POST /webhook/<path>`. */
  faults: Faults;
  /** @param path what its address ends in; another one each time where it is not said. */
  makeWorkflow(secret?: string, path?: string): Workflow;
  /** The address of the workflow with this path. */
  urlOf(path: string): string;
  close(): Promise<void>;
}

const REMEMBERED_EVENTS = 500;
const event = z.looseObject({ id: z.string(), type: z.string() });

interface Listener {
  workflow: Workflow;
  received: ReceivedEvent[];
  pings: ReceivedEvent[];
  isRetired: boolean;
}

/** As the Standard Webhooks libraries check it, with the secret taken as it is. */
function hasStandardSignature(headers: Record<string, string>, text: string, secret: string): boolean {
  const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${text}`;
  const expected = createHmac("sha256", secret).update(signed).digest("base64");
  return (headers["webhook-signature"] ?? "").split(" ").includes(`v1,${expected}`);
}

const textsOf = (headers: Incoming["headers"]): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );

/** What n8n says of an address that no active workflow listens at. */
const notRegistered = (path: string): Reply => ({
  status: 404,
  json: { code: 404, message: `The requested webhook "POST ${path}" is not registered.` },
});

/** An n8n on this machine: its Webhook node, which checks and keeps what it gets, and its HTTP Request node. */
export async function startN8nEmulator(options: N8nEmulatorOptions): Promise<N8nEmulator> {
  const faults = new Faults();
  const listeners = new Map<string, Listener>();

  const keep = ({ workflow, ...lists }: Listener, { text, body, headers }: Incoming): void => {
    const parsed = event.safeParse(body);
    if (!parsed.success) return;
    const plain = textsOf(headers);
    const received = parsed.data.type === "ping" ? lists.pings : lists.received;
    received.push({
      id: parsed.data.id,
      type: parsed.data.type,
      body: parsed.data,
      headers: plain,
      isGenuine:
        plain["x-n8n-signature"] === n8nHeaders(text, workflow.secret)["x-n8n-signature"] &&
        hasStandardSignature(plain, text, workflow.secret),
    });
    if (received.length > REMEMBERED_EVENTS) received.shift();
  };

  const server = await listenAgain(options.stateFile, async (request): Promise<Reply | null> => {
    const { method, path } = request;
    const name = path.replace("/webhook/", "");
    const listener = listeners.get(name);
    if (method !== "POST" || !path.startsWith("/webhook/") || !listener) return notRegistered(name);
    if (listener.isRetired) return { status: 410, json: { message: "Gone" } };
    const fault = faults.take("request", `${method} ${path}`, ["fail", "delay", "drop"]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "fail")
      return { status: fault.status ?? 503, json: { message: "Error in workflow" } };
    if (fault?.mode === "delay") await pause(delayOf(fault));
    keep(listener, request);
    return { status: 200, json: { message: "Workflow was started" } };
  });

  const urlOf = (path: string) => `${server.origin}/webhook/${path}`;
  const act = async (request: Record<string, unknown>, secret: string) => {
    const body = JSON.stringify(request);
    const response = await fetch(options.appWebhookUrl(), {
      method: "POST",
      headers: { "content-type": "application/json", "user-agent": "n8n", ...n8nHeaders(body, secret) },
      body,
    });
    const answer: unknown = await response.json();
    return { status: response.status, body: answer };
  };

  return {
    baseUrl: server.origin,
    webhookSecret: randomBytes(24).toString("hex"),
    faults,
    makeWorkflow: (secret = randomBytes(24).toString("hex"), path = randomUUID()) => {
      const received: ReceivedEvent[] = [];
      const pings: ReceivedEvent[] = [];
      const workflow: Workflow = {
        webhookUrl: urlOf(path),
        secret,
        received,
        pings,
        retire: () => {
          listener.isRetired = true;
        },
        act: (request, signedWith = secret) => act(request, signedWith),
      };
      const listener: Listener = { workflow, received, pings, isRetired: false };
      listeners.set(path, listener);
      return workflow;
    },
    urlOf,
    close: () => server.close(),
  };
}
