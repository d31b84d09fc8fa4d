import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { type HeaderSource, headerOf, jsonOf, WebhookRefused } from "../webhook-refused";
import { parseTelnyxEvent, type TelephonyEvent } from "./events";

const VENDOR = "telnyx";
const TOLERANCE_SECONDS = 300;
const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;
const SPKI_PREFIX = Buffer.from("302a300506032b6570032100", "hex");

const keys = new Map<string, KeyObject>();

/** @throws Error when the key is not 32 bytes in base64: the installation is wrong, not the sender. */
function keyOf(publicKey: string): KeyObject {
  const known = keys.get(publicKey);
  if (known) return known;
  const raw = Buffer.from(publicKey, "base64");
  if (raw.length !== KEY_BYTES) throw new Error("TELNYX_PUBLIC_KEY is not a key of 32 bytes in base64.");
  const key = createPublicKey({ key: Buffer.concat([SPKI_PREFIX, raw]), format: "der", type: "spki" });
  keys.set(publicKey, key);
  return key;
}

function signatureOf(text: string): Buffer {
  const bytes = Buffer.from(text, "base64");
  if (bytes.length !== SIGNATURE_BYTES || bytes.toString("base64") !== text) {
    throw new WebhookRefused(VENDOR, "forged", "The signature is not 64 bytes in base64.");
  }
  return bytes;
}

/**
 * Checks who sent a webhook: Ed25519 over `timestamp|rawBody`, not older or newer than 300 s. The check is
 * our own, since the SDK's compares with the system clock and takes one key only.
 * @param publicKeys any of them may have signed: the vendor's, its predecessor, the emulator's.
 * @returns the signed time.
 * @throws WebhookRefused
 */
export function verifyTelnyx(input: {
  rawBody: string;
  headers: HeaderSource;
  publicKeys: readonly string[];
  now: Date;
}): Date {
  const signature = headerOf(input.headers, "telnyx-signature-ed25519");
  const timestamp = headerOf(input.headers, "telnyx-timestamp");
  if (!signature || !timestamp)
    throw new WebhookRefused(VENDOR, "unsigned", "The webhook carries no signature.");
  if (!/^\d{1,12}$/.test(timestamp))
    throw new WebhookRefused(VENDOR, "forged", "The timestamp is not a number.");
  const age = Math.floor(input.now.getTime() / 1000) - Number(timestamp);
  if (Math.abs(age) > TOLERANCE_SECONDS) {
    throw new WebhookRefused(VENDOR, "stale", "The webhook was signed more than five minutes away from now.");
  }
  const bytes = signatureOf(signature);
  const signed = Buffer.from(`${timestamp}|${input.rawBody}`);
  if (!input.publicKeys.some((publicKey) => verify(null, signed, keyOf(publicKey), bytes))) {
    throw new WebhookRefused(VENDOR, "forged", "The signature does not fit the body.");
  }
  return new Date(Number(timestamp) * 1000);
}

/**
 * The event in a webhook that really comes from Telnyx.
 * @throws WebhookRefused when it does not, or is no event.
 */
export async function receiveTelnyx(input: {
  rawBody: string;
  headers: HeaderSource;
  publicKeys: readonly string[];
  now: Date;
}): Promise<TelephonyEvent> {
  const signedAt = verifyTelnyx(input);
  return parseTelnyxEvent(jsonOf(VENDOR, input.rawBody), signedAt);
}
