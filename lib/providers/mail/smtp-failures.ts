import { z } from "zod";
import { VendorError } from "@/lib/domain/ports";

const failure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
});
type Failure = z.infer<typeof failure>;

const FINAL_CODES = new Set(["EAUTH", "EENVELOPE", "EMESSAGE", "ENOAUTH", "EOAUTH2"]);
const SIGN_IN_CODES = new Set(["EAUTH", "ENOAUTH", "EOAUTH2"]);
/** Sign-in required or refused (RFC 4954). */
const SIGN_IN_REFUSALS = new Set([530, 534, 535, 538]);
const UNREACHABLE_CODES = new Set(["ECONNECTION", "EDNS", "ESOCKET", "ETLS", "ECONNREFUSED", "ECONNRESET"]);

const SIGN_IN_REFUSED =
  "The mail server does not accept our sign-in. Ask whoever runs Frontdesk for you to check it.";
const NOT_ACCEPTED = "The mail server did not accept what stands in it.";

function wordsOfAnswer({ code, command }: Failure, responseCode: number): string {
  const isForNow = responseCode < 500;
  if (command === "RCPT TO")
    return isForNow
      ? "The mail server takes nothing for this address right now."
      : "The mail server says that this address takes no e-mails.";
  if (isForNow) return "The mail server takes no e-mails right now.";
  if (SIGN_IN_CODES.has(code ?? "") || SIGN_IN_REFUSALS.has(responseCode)) return SIGN_IN_REFUSED;
  if (command === "MAIL FROM")
    return "The mail server does not let us write from our address. Ask whoever runs Frontdesk for you.";
  return NOT_ACCEPTED;
}

/** Where nobody answered, or not as mail servers do. */
function wordsOfSilence(code: string): string {
  if (SIGN_IN_CODES.has(code)) return SIGN_IN_REFUSED;
  if (code === "EENVELOPE") return "This is not an address that takes e-mails.";
  if (code === "EMESSAGE") return NOT_ACCEPTED;
  if (code === "ETIMEDOUT") return "The mail server did not answer in time.";
  if (UNREACHABLE_CODES.has(code)) return "The mail server could not be reached.";
  return "The mail server did not take it.";
}

/**
 * What the SDK threw as the error that the domain knows, with words for the business: its own name
 * our hosts and accounts, and are kept as the cause. 4xx and lost connections pass by themselves, 5xx and refused
 * sign-ins do not.
 */
export function smtpFailure(error: unknown): VendorError {
  const found: Failure = failure.safeParse(error).data ?? {};
  const { code = "", responseCode } = found;
  const isRetryable =
    responseCode === undefined ? !FINAL_CODES.has(code) : responseCode >= 400 && responseCode < 500;
  const words =
    responseCode === undefined
      ? wordsOfSilence(code)
      : `${wordsOfAnswer(found, responseCode)} (${responseCode})`;
  return new VendorError("smtp", words, { isRetryable, cause: error });
}
