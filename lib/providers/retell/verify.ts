import { symmetric } from "retell-sdk/lib/webhook_auth";
import { type HeaderSource, headerOf, jsonOf, WebhookRefused } from "../webhook-refused";
import { parseRetellEvent, parseToolRequest, type ToolRequest, type VoiceEvent } from "./events";

const VENDOR = "retell";
const TOLERANCE_MILLISECONDS = 300_000;
const SHAPE = /^v=(\d{1,15}),d=[0-9a-f]{64}$/i;

export interface RetellDelivery {
  rawBody: string;
  headers: HeaderSource;
  /** Any of them may have signed: the workspace's webhook key, its predecessor, the emulator's. */
  keys: readonly string[];
  now: Date;
}

/**
 * Checks who sent a webhook or tool request: HMAC-SHA256 over the raw body followed by the milliseconds in
 * the header, which may be five minutes away at most.
 * @throws WebhookRefused
 */
export async function verifyRetell({ rawBody, headers, keys, now }: RetellDelivery): Promise<void> {
  const signature = headerOf(headers, "x-retell-signature");
  if (!signature) throw new WebhookRefused(VENDOR, "unsigned", "The webhook carries no signature.");
  const signedAt = SHAPE.exec(signature)?.[1];
  if (!signedAt) throw new WebhookRefused(VENDOR, "forged", "The signature is not of the form v=…,d=….");
  const timestamp = now.getTime();
  if (Math.abs(timestamp - Number(signedAt)) > TOLERANCE_MILLISECONDS) {
    throw new WebhookRefused(VENDOR, "stale", "The webhook was signed more than five minutes away from now.");
  }
  for (const key of keys) {
    if (key === "") continue;
    if (await symmetric.verify(rawBody, key, signature, { timestamp, timeout: TOLERANCE_MILLISECONDS }))
      return;
  }
  throw new WebhookRefused(VENDOR, "forged", "The signature does not fit the body.");
}

/** The event in a webhook that really comes from Retell. @throws WebhookRefused */
export async function receiveRetell(delivery: RetellDelivery): Promise<VoiceEvent> {
  await verifyRetell(delivery);
  return parseRetellEvent(jsonOf(VENDOR, delivery.rawBody));
}

/** What the voice agent asks of a tool in the middle of a call. @throws WebhookRefused */
export async function receiveToolRequest(delivery: RetellDelivery): Promise<ToolRequest> {
  await verifyRetell(delivery);
  return parseToolRequest(jsonOf(VENDOR, delivery.rawBody));
}
