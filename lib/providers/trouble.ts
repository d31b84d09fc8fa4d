import { z } from "zod";

/** What is the matter with a vendor, as far as its answer tells. */
export type Trouble =
  /** It does not take our credential. */
  | "refused"
  /** We ask too often, or it has too much to do for a moment. */
  | "busy"
  /** It answers with an error of its own. */
  | "failing"
  /** Nobody is there. */
  | "unreachable"
  /** It takes too long. */
  | "late"
  | "unknown";

const link = z.object({
  name: z.string().catch(""),
  message: z.string().catch(""),
  code: z.string().catch(""),
  status: z.coerce.number().int().min(100).optional().catch(undefined),
  /** Stripe's SDK calls the status so, and what caused an error its detail. */
  statusCode: z.number().int().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  cause: z.unknown().optional(),
  detail: z.unknown().optional(),
});

const REFUSED_CODES = new Set(["EAUTH", "ENOAUTH", "EOAUTH2"]);
const LATE_CODES = new Set(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT"]);
const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNECTION",
  "EPIPE",
  "EAI_AGAIN",
  "EDNS",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "ESOCKET",
  "UND_ERR_SOCKET",
]);
/** Sign-in required or refused (RFC 4954). */
const SMTP_REFUSALS = new Set([530, 534, 535, 538]);

function ofStatus(status: number): Trouble | null {
  if (status === 401 || status === 403) return "refused";
  if (status === 429) return "busy";
  return status >= 500 ? "failing" : null;
}

function ofLink({ name, message, code, responseCode, ...answer }: z.infer<typeof link>): Trouble | null {
  const status = answer.status ?? answer.statusCode;
  // Before the code: a mail server that is too busy for a sign-in is reported as one that refuses it.
  if (responseCode !== undefined) {
    if (SMTP_REFUSALS.has(responseCode)) return "refused";
    return responseCode < 500 ? "busy" : "failing";
  }
  if (REFUSED_CODES.has(code)) return "refused";
  if (status !== undefined) return ofStatus(status);
  if (LATE_CODES.has(code) || /Timeout|Abort/.test(name) || /no answer within/i.test(message)) return "late";
  if (UNREACHABLE_CODES.has(code) || name === "APIConnectionError") return "unreachable";
  // Upstash gives the words of Redis and no status.
  if (/WRONGPASS|NOAUTH|NOPERM|unauthorized/i.test(message)) return "refused";
  return /max (daily )?requests? limit/i.test(message) ? "busy" : null;
}

/** Any throw of an adapter as what is the matter, from the error itself or what caused it. */
export function troubleOf(error: unknown): Trouble {
  let current: unknown = error;
  // Node's fetch says why only in its cause, and some SDKs leave that out.
  let otherwise: Trouble = "unknown";
  for (let depth = 0; depth < 6; depth += 1) {
    const parsed = link.safeParse(current);
    if (!parsed.success) break;
    const trouble = ofLink(parsed.data);
    if (trouble) return trouble;
    if (/fetch failed/i.test(parsed.data.message)) otherwise = "unreachable";
    current = parsed.data.cause ?? parsed.data.detail;
  }
  return otherwise;
}
