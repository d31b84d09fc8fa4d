import { timingSafeEqual } from "node:crypto";
import { n8nHeaders } from "@/lib/signed";
import { type HeaderSource, headerOf, WebhookRefused } from "../webhook-refused";

const VENDOR = "n8n";
const TOLERANCE_SECONDS = 300;
const HEADER = /^sha256=[0-9a-f]{64}$/;

const equals = (left: string, right: string): boolean => {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** The signature as it came. @throws WebhookRefused `unsigned`. */
export function signatureIn(headers: HeaderSource): string {
  const given = headerOf(headers, "x-n8n-signature")?.trim().toLowerCase();
  if (!given) throw new WebhookRefused(VENDOR, "unsigned", "The webhook carries no signature.");
  return given;
}

/**
 * Checks who sent a request: `X-N8N-Signature: sha256=<hex HMAC-SHA256 of the raw body>`.
 * @param secrets any of them may have signed; blank ones sign nothing.
 * @throws WebhookRefused `unsigned`, `forged`.
 */
export function verifyN8n(input: {
  rawBody: string;
  headers: HeaderSource;
  secrets: readonly string[];
}): void {
  const given = signatureIn(input.headers);
  const isWellFormed = HEADER.test(given);
  // All are tried whatever comes, so that the time of an answer tells nothing.
  const signers = input.secrets.filter(
    (secret) =>
      secret.trim() !== "" &&
      equals(n8nHeaders(input.rawBody, secret)["x-n8n-signature"], isWellFormed ? given : ""),
  );
  if (signers.length === 0)
    throw new WebhookRefused(VENDOR, "forged", "The signature does not fit the body and the business.");
}

/** The scheme has no time; a body that names one is not older, nor further ahead, than five minutes. @throws WebhookRefused `stale`. */
export function requireFresh(timestamp: Date | null, now: Date): void {
  if (timestamp === null) return;
  if (Math.abs(now.getTime() - timestamp.getTime()) > TOLERANCE_SECONDS * 1000)
    throw new WebhookRefused(VENDOR, "stale", "The timestamp lies more than five minutes away from now.");
}
