import { TWILIO_REFUSED, VendorError } from "@/lib/domain/ports";
import { neverConnected, statusOf } from "../vendor-failure";

/**
 * Why Twilio did not send or deliver a text, for the owner of a business whose account it is
 * (twilio.com/docs/api/errors): 2xxxx are of a refused request, 3xxxx of a delivery.
 */
const WORDS: Record<string, string> = {
  "14107": "Twilio takes no more texts right now. Try again later.",
  "20003": TWILIO_REFUSED,
  "20404": "Twilio does not know this account or number.",
  "21211": "This is not a number that takes texts.",
  "21408": "Your Twilio account may not write to this country. Allow it in Twilio's geographic permissions.",
  "21601": "Your number cannot send texts.",
  "21606": "Your number cannot send texts, or is not one of your Twilio account.",
  "21610": "Whoever has this number told Twilio that they want no more texts.",
  "21612": "Your number cannot reach this one by text.",
  "21614": "This is not a number that takes texts.",
  "21617": "It is too long: Twilio takes 1,600 characters at most.",
  "30001": "Twilio had too many texts waiting. Try again later.",
  "30002": "Your Twilio account is suspended.",
  "30003": "Their phone could not be reached.",
  "30004": "Their phone takes no texts from you.",
  "30005": "This number does not exist or is switched off.",
  "30006": "This number takes no texts: it is a landline, or cannot be reached.",
  "30007": "A spam filter held it back.",
  "30008": "Their carrier did not say why it was not delivered.",
  "30034":
    "Your number is not registered for texts in the United States yet (A2P 10DLC). Register it at Twilio.",
};

/** Refused because its receiver has opted out at Twilio. */
const STOPPED = "21610";

/** A failure in words, with the code for whoever looks it up; what is not known is told as Twilio did. */
export const failureWords = (code: string, title?: string | null): string =>
  `${(Object.hasOwn(WORDS, code) ? WORDS[code] : null) ?? title ?? "Twilio could not deliver it."}${code ? ` (${code})` : ""}`;

/** The code of an error that Twilio answered with; empty for none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && Number.isInteger(error.code) ? String(error.code) : "";
}

/**
 * What the SDK threw at a text as the error that the domain knows, with words for the owner. It can be tried again only
 * where Twilio certainly took nothing: a text is not sent twice.
 */
export function textFailure(error: unknown): VendorError {
  const status = statusOf(error);
  const code = codeOf(error);
  const isRefused = status !== undefined && status >= 400 && status < 500;
  const isRetryable = status === 429 || neverConnected(error);
  const words = isRefused
    ? failureWords(code, error instanceof Error ? error.message : null)
    : "Twilio did not answer clearly. It may have arrived, so it was not sent again.";
  return new VendorError("twilio", isRetryable ? "Twilio could not be reached." : words, {
    isRetryable,
    isOptedOut: code === STOPPED,
    isAccountRefused: status === 401,
    cause: error,
  });
}
