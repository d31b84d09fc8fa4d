import type { Twilio } from "twilio";
import type RequestClient from "twilio/lib/base/RequestClient";
import { VendorError } from "@/lib/domain/ports";
import { neverConnected, statusOf, vendorFailure } from "../vendor-failure";
import { codeOf } from "./message-failures";

export interface TwilioSettings {
  /** Scheme, host and port that stand in for Twilio's API. Null: Twilio itself. */
  baseUrl: string | null;
  isEmulated: boolean;
  /** Where Twilio is told to ask and report. */
  webhookUrl: () => string;
  timeoutMilliseconds?: number;
}

/** Words for an error: what Twilio says, with its code. */
const wordsOf = (error: unknown): string => {
  const code = codeOf(error);
  return `twilio: ${error instanceof Error ? error.message : String(error)}${code ? ` (${code})` : ""}`;
};

const TIMEOUT_MILLISECONDS = 3000;
const TOO_MANY = 429;
const UNAUTHORIZED = 401;

/**
 * Makes the SDK's clients for any account, over one connection. The SDK is loaded at the first command. It knows no other
 * address than Twilio's, so requests are sent elsewhere on their way out.
 */
export function connectTwilio({ baseUrl, timeoutMilliseconds }: TwilioSettings) {
  let opening: Promise<(account: { accountSid: string; authToken: string }) => Twilio> | undefined;

  const open = async () => {
    const { default: sdk } = await import("twilio");
    class Elsewhere extends sdk.RequestClient {
      override request<Data>(options: RequestClient.RequestOptions<Data>) {
        const { pathname, search } = new URL(options.uri);
        const uri = baseUrl === null ? options.uri : new URL(`${pathname}${search}`, baseUrl).href;
        return super.request<Data>({ ...options, uri });
      }
    }
    const httpClient = new Elsewhere({ timeout: timeoutMilliseconds ?? TIMEOUT_MILLISECONDS });
    return ({ accountSid, authToken }: { accountSid: string; authToken: string }) =>
      new sdk.Twilio(accountSid, authToken, { httpClient });
  };

  return async (account: { accountSid: string; authToken: string }): Promise<Twilio> => {
    opening ??= open();
    const clientOf = await opening;
    try {
      return clientOf(account);
    } catch (error) {
      throw new VendorError("twilio", wordsOf(error), { isRetryable: false, cause: error });
    }
  };
}

/**
 * What a command came to that failed. Twilio knows no command ids: one that may have been taken is tried again only
 * where doing it twice does no harm.
 */
export function commandFailure(error: unknown, isRepeatable: boolean): VendorError {
  const status = statusOf(error);
  const isUntaken = status === TOO_MANY || neverConnected(error);
  const isUnclear = status === undefined || status >= 500;
  const failure = vendorFailure("twilio", error, isUntaken || (isUnclear && isRepeatable));
  if (failure === error) return failure;
  return new VendorError("twilio", wordsOf(error), {
    isRetryable: failure.isRetryable,
    isAccountRefused: status === UNAUTHORIZED,
    cause: error,
  });
}
