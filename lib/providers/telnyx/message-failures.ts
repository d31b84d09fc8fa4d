import { VendorError } from "@/lib/domain/ports";
import { neverConnected, statusOf } from "../vendor-failure";

/**
 * Why Telnyx did not send or deliver a text, for the owner of a business (developers.telnyx.com, messaging error
 * codes): 1xxxx and 2xxxx are of the account, 403xx of a refused request, 400xx of a delivery.
 */
const WORDS: Record<string, string> = {
  "10002": "This is not a number that takes texts.",
  "10009": "The carrier does not accept our key. Ask whoever runs Frontdesk for you to check it.",
  "10010": "The carrier does not let this account send texts. Ask whoever runs Frontdesk for you.",
  "10011": "The carrier takes no more texts right now. Try again later.",
  "10016": "This is not a number that takes texts.",
  "20100": "There is no credit left at the carrier. Ask whoever runs Frontdesk for you.",
  "40001": "This number takes no texts: it is a landline, or cannot be reached.",
  "40002": "A spam filter held it back.",
  "40003": "A spam filter held it back.",
  "40004": "Their carrier did not accept it.",
  "40005": "Their phone could not be reached in time.",
  "40006": "Their carrier could not be reached.",
  "40008": "Their carrier did not accept it.",
  "40009": "The carrier does not take what stands in it.",
  "40010":
    "Your number is not registered for texts in the United States yet (10DLC). Ask whoever runs Frontdesk for you.",
  "40011": "The carrier takes no more texts right now. Try again later.",
  "40012": "This is not a number that takes texts.",
  "40013": "Your number is not set up for texts at the carrier. Ask whoever runs Frontdesk for you.",
  "40014": "It waited too long at the carrier and was given up.",
  "40015": "A spam filter held it back.",
  "40300": "Whoever has this number told the carrier that they want no more texts.",
  "40302": "It is too long: the carrier takes ten parts at most.",
  "40305": "Your number is not set up for texts at the carrier. Ask whoever runs Frontdesk for you.",
  "40310": "This is not a number that takes texts.",
};

/** Refused because its receiver has opted out at the carrier. */
const STOPPED = "40300";

/** A failure in words, with the code for whoever runs the product; what is not known is told as the vendor did. */
export const failureWords = ({ code, title }: { code: string; title?: string | null | undefined }): string =>
  `${WORDS[code] ?? title ?? "The carrier could not deliver it."}${code ? ` (${code})` : ""}`;

/** Answers that say that nothing was taken. */
const NOT_TAKEN_STATUSES = new Set([429, 503]);

/**
 * What an SDK threw at a text as the error that the domain knows, with words for the owner. It can be tried again only
 * where Telnyx certainly took nothing: a text is not sent twice.
 */
export function textFailure(
  error: unknown,
  refusals: { code: string; title?: string | null | undefined }[],
): VendorError {
  const status = statusOf(error);
  const isRefused = status !== undefined && status >= 400 && status < 500;
  const isRetryable = NOT_TAKEN_STATUSES.has(status ?? 0) || neverConnected(error);
  const words = refusals.map(failureWords).join(" ");
  const unknown = isRefused
    ? `The carrier did not take it (${status}).`
    : "The carrier did not answer clearly. It may have arrived, so it was not sent again.";
  return new VendorError(
    "telnyx",
    (isRefused && words) || (isRetryable ? "The carrier could not be reached." : unknown),
    {
      isRetryable,
      isOptedOut: refusals.some(({ code }) => code === STOPPED),
      cause: error,
    },
  );
}
