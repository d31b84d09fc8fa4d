import { z } from "zod";
import { VendorError } from "@/lib/domain/ports";
import { AddressRefused } from "../outbound-address";

const failure = z.object({
  code: z.string().optional().catch(undefined),
  responseCode: z.number().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  message: z.string().catch(""),
});
type Failure = z.infer<typeof failure>;

const FINAL_CODES = new Set(["EAUTH", "EENVELOPE", "EMESSAGE", "ENOAUTH", "EOAUTH2"]);
const SIGN_IN_CODES = new Set(["EAUTH", "ENOAUTH", "EOAUTH2"]);
/** Sign-in required or refused (RFC 4954). */
const SIGN_IN_REFUSALS = new Set([530, 534, 535, 538]);
const NETWORK_CODES = ["EAI_AGAIN", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "EPIPE"];
const UNREACHABLE_CODES = new Set([
  "ECONNECTION",
  "EDNS",
  "ESOCKET",
  "ETLS",
  "ECONNREFUSED",
  "ECONNRESET",
  ...NETWORK_CODES,
]);

/** Whose server it is: that decides who can mend it. */
export type ServerOwner = "installation" | "business";

const SIGN_IN_REFUSED = {
  installation:
    "The mail server does not accept our sign-in. Ask whoever runs Frontdesk for you to check it.",
  business: "Your mail server does not accept this user name and password.",
};
const SENDER_REFUSED = {
  installation: "The mail server does not let us write from our address. Ask whoever runs Frontdesk for you.",
  business: "Your mail server does not let this account write from the sender's address.",
};
const NOT_ACCEPTED = "The mail server did not accept what stands in it.";
const PRIVATE_HOST =
  "This mail server is not on the public internet, so we do not connect to it. Ask your e-mail provider for its address.";
const NOT_ENCRYPTED = "Your mail server offers no encrypted connection, so no password is sent to it.";
const BAD_CERTIFICATE =
  "The certificate of your mail server does not prove that it is this one. Check its name.";
const NO_TLS =
  "Your mail server does not speak encrypted at this port from the start. Check port and encryption.";

function wordsOfAnswer({ code, command }: Failure, responseCode: number, owner: ServerOwner): string {
  const isForNow = responseCode < 500;
  if (command === "RCPT TO")
    return isForNow
      ? "The mail server takes nothing for this address right now."
      : "The mail server says that this address takes no e-mails.";
  if (isForNow) return "The mail server takes no e-mails right now.";
  if (SIGN_IN_CODES.has(code ?? "") || SIGN_IN_REFUSALS.has(responseCode)) return SIGN_IN_REFUSED[owner];
  if (command === "MAIL FROM") return SENDER_REFUSED[owner];
  return NOT_ACCEPTED;
}

/** Of an encryption that did not come about; null where something else was the matter. */
function wordsOfEncryption({ code, command, message }: Failure): string | null {
  if (code !== "ETLS" && code !== "ESOCKET") return null;
  if (/certificate|altnames/i.test(message)) return BAD_CERTIFICATE;
  if (command === "STARTTLS" || command === "EHLO") return code === "ETLS" ? NOT_ENCRYPTED : null;
  return /wrong version number|packet length|record|tlsv1 alert|ssl/i.test(message) ? NO_TLS : null;
}

/** Where nobody answered, or not as mail servers do. */
function wordsOfSilence(code: string, owner: ServerOwner): string {
  if (SIGN_IN_CODES.has(code)) return SIGN_IN_REFUSED[owner];
  if (code === "EENVELOPE") return "This is not an address that takes e-mails.";
  if (code === "EMESSAGE") return NOT_ACCEPTED;
  if (code === "ETIMEDOUT") return "The mail server did not answer in time.";
  if (UNREACHABLE_CODES.has(code)) return "The mail server could not be reached.";
  return "The mail server did not take it.";
}

/**
 * What the SDK threw as the error that the domain knows, with words for the business: its own name
 * our hosts and accounts, and are kept as the cause. 4xx and lost connections pass by themselves, 5xx, refused
 * sign-ins and a server that cannot be trusted do not.
 */
export function smtpFailure(error: unknown, owner: ServerOwner = "installation"): VendorError {
  if (error instanceof VendorError) return error;
  if (error instanceof AddressRefused)
    return new VendorError("smtp", PRIVATE_HOST, { isRetryable: false, cause: error });
  const found: Failure = failure.safeParse(error).data ?? { message: "" };
  const encryption = owner === "business" ? wordsOfEncryption(found) : null;
  if (encryption) return new VendorError("smtp", encryption, { isRetryable: false, cause: error });
  const { code = "", responseCode } = found;
  const isRetryable =
    responseCode === undefined ? !FINAL_CODES.has(code) : responseCode >= 400 && responseCode < 500;
  const words =
    responseCode === undefined
      ? wordsOfSilence(code, owner)
      : `${wordsOfAnswer(found, responseCode, owner)} (${responseCode})`;
  return new VendorError("smtp", words, { isRetryable, cause: error });
}
