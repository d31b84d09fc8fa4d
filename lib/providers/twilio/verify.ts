import { createHmac, timingSafeEqual } from "node:crypto";
import { type HeaderSource, headerOf, WebhookRefused } from "../webhook-refused";
import { parseTwilioEvent, type TwilioEvent } from "./events";
import { type Form, fieldOf, formOf } from "./form";

const VENDOR = "twilio";
const SIGNATURE_BYTES = 20;

/** What Twilio signs: the address as it requested it, then each name of the form with its values, in order. */
function signedText(url: string, form: Form): string {
  const names = [...form.keys()].sort();
  return (
    url +
    names
      .map((name) =>
        [...new Set(form.get(name))]
          .sort()
          .map((value) => name + value)
          .join(""),
      )
      .join("")
  );
}

/** The signature that Twilio puts on a request (twilio.com/docs/usage/security). */
export const signatureOf = (authToken: string, url: string, form: Form): Buffer =>
  createHmac("sha1", authToken).update(signedText(url, form), "utf8").digest();

/** The account that a request names, before it is known whether it is Twilio's; null where it names none. */
export const accountNamedIn = (rawBody: string): string | null => {
  const sid = fieldOf(formOf(rawBody), "AccountSid");
  return sid && /^AC[0-9a-zA-Z]{8,64}$/.test(sid) ? sid : null;
};

/**
 * Which of those who say that the account is theirs have the token that signed a request.
 * @param input.urls the addresses that Twilio may have been told: behind a proxy a request does not know its own.
 * @throws WebhookRefused where the signature is missing, or fits none.
 */
export function signersOf<Holder extends { authToken: string }>(input: {
  rawBody: string;
  headers: HeaderSource;
  urls: readonly string[];
  holders: readonly Holder[];
}): Holder[] {
  const given = headerOf(input.headers, "x-twilio-signature");
  if (!given) throw new WebhookRefused(VENDOR, "unsigned", "The webhook carries no signature.");
  const bytes = Buffer.from(given, "base64");
  if (bytes.length !== SIGNATURE_BYTES)
    throw new WebhookRefused(VENDOR, "forged", "The signature is not 20 bytes in base64.");
  const form = formOf(input.rawBody);
  const signers = input.holders.filter(({ authToken }) =>
    input.urls.some((url) => timingSafeEqual(bytes, signatureOf(authToken, url, form))),
  );
  if (signers.length === 0)
    throw new WebhookRefused(VENDOR, "forged", "The signature does not fit the request.");
  return signers;
}

/**
 * The event in a request that really comes from Twilio, and for whom it may speak.
 * @param input.search the query of the address, which is signed with it.
 * @throws WebhookRefused when it does not, or is no event.
 */
export function receiveTwilio<Holder extends { authToken: string }>(input: {
  rawBody: string;
  search: string;
  headers: HeaderSource;
  urls: readonly string[];
  holders: readonly Holder[];
}): { event: TwilioEvent; signers: Holder[] } {
  const signers = signersOf(input);
  return { signers, event: parseTwilioEvent({ rawBody: input.rawBody, search: input.search }) };
}
