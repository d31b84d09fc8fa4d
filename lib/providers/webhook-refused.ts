/** Why a webhook is not believed. All but `malformed` are a matter of the signature. */
export type RefusalReason = "unsigned" | "forged" | "stale" | "malformed";

/** A delivery that does not come from the vendor, or is not what the vendor sends. */
export class WebhookRefused extends Error {
  readonly vendor: string;
  readonly reason: RefusalReason;

  constructor(vendor: string, reason: RefusalReason, message: string) {
    super(message);
    this.name = "WebhookRefused";
    this.vendor = vendor;
    this.reason = reason;
  }
}

/** Header look-up in what a route handler (`Headers`) or a plain server (an object) hands over. */
export type HeaderSource = Headers | Record<string, string | string[] | undefined>;

/** A header's value, whatever the case of its name; null when absent or repeated. */
export function headerOf(headers: HeaderSource, name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const entry = Object.entries(headers).find(([key]) => key.toLowerCase() === name);
  return typeof entry?.[1] === "string" ? entry[1] : null;
}

/** Escapes of what no text or jsonb column can store: U+0000 and halves of a character. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/i;

const storable = (_key: string, value: unknown): unknown =>
  typeof value === "string" ? value.replaceAll("\u0000", "").replace(/\p{Surrogate}/gu, "\ufffd") : value;

/**
 * A raw body as JSON. Characters that cannot be stored are taken out: a vendor would send a body that we
 * fail on again and again.
 * @throws WebhookRefused `malformed`.
 */
export function jsonOf(vendor: string, rawBody: string): unknown {
  try {
    return JSON.parse(rawBody, UNSTORABLE_ESCAPE.test(rawBody) ? storable : undefined);
  } catch {
    throw new WebhookRefused(vendor, "malformed", "The body is not JSON.");
  }
}
