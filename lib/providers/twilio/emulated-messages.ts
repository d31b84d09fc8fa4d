import type { Reply } from "../emulation/server";
import { type EmulatedAccount, refuse } from "./emulated-accounts";
import { newSid } from "./emulated-leg";
import { type Form, fieldOf } from "./form";

export interface MessageWorld {
  report(url: string, event: string, form: Record<string, string>): void;
  isReachable(number: string): boolean;
  /** They texted STOP to the account. */
  isStopped(number: string): boolean;
}

/** `POST /Messages.json`: queued, then the reports of its way. */
export function sendEmulatedMessage(world: MessageWorld, account: EmulatedAccount, form: Form): Reply {
  const [to, from, body] = ["To", "From", "Body"].map((name) => fieldOf(form, name));
  if (!to || !/^\+\d{3,15}$/.test(to)) return refuse("badNumber");
  if (!body) return refuse("missing");
  if (!from || !account.numbers.some(({ phoneNumber }) => phoneNumber === from)) return refuse("notOwned");
  if (world.isStopped(to)) return refuse("stopped");
  const sid = newSid("SM");
  const statusCallback = fieldOf(form, "StatusCallback");
  if (statusCallback) {
    const last = world.isReachable(to) ? { status: "delivered" } : { status: "undelivered", code: "30003" };
    for (const { status, code } of [
      { status: "sent", code: undefined },
      { code: undefined, ...last },
    ]) {
      world.report(statusCallback, `message.${status}`, {
        MessageSid: sid,
        SmsSid: sid,
        AccountSid: account.sid,
        MessageStatus: status,
        SmsStatus: status,
        To: to,
        From: from,
        ApiVersion: "2010-04-01",
        ...(code ? { ErrorCode: code } : {}),
      });
    }
  }
  return {
    status: 201,
    json: {
      sid,
      account_sid: account.sid,
      status: "queued",
      direction: "outbound-api",
      from,
      to,
      body,
      num_segments: "1",
      num_media: "0",
      error_code: null,
      error_message: null,
      api_version: "2010-04-01",
    },
  };
}

/** What the app is sent of a text to one of an account's numbers. */
export function receivedMessage(
  account: EmulatedAccount,
  message: {
    from: string;
    to: string;
    text: string;
    media: { url: string; contentType: string }[];
    optOutType?: string | undefined;
  },
): Record<string, string> {
  const sid = newSid(message.media.length > 0 ? "MM" : "SM");
  return {
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    SmsStatus: "received",
    AccountSid: account.sid,
    From: message.from,
    To: message.to,
    Body: message.text,
    NumMedia: String(message.media.length),
    NumSegments: "1",
    ApiVersion: "2010-04-01",
    FromCountry: "US",
    ...Object.fromEntries(
      message.media.flatMap(({ url, contentType }, index) => [
        [`MediaUrl${index}`, url],
        [`MediaContentType${index}`, contentType],
      ]),
    ),
    ...(message.optOutType ? { OptOutType: message.optOutType } : {}),
  };
}
