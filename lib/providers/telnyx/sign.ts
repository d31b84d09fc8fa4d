import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";

const RAW_KEY_BYTES = 32;

/** A key pair as Telnyx has one per account. `publicKey` is what its portal shows: 32 raw bytes in base64. */
export function makeTelnyxKeys(): { privateKey: KeyObject; publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  return { privateKey, publicKey: spki.subarray(-RAW_KEY_BYTES).toString("base64") };
}

/** The headers that Telnyx puts on a webhook: Ed25519 over `timestamp|body`, the time in whole seconds. */
export function signTelnyx(rawBody: string, privateKey: KeyObject, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signature = sign(null, Buffer.from(`${timestamp}|${rawBody}`), privateKey).toString("base64");
  return { "telnyx-timestamp": timestamp, "telnyx-signature-ed25519": signature };
}
