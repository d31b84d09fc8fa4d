import { createHash } from "node:crypto";
import { WebhookRefused } from "../webhook-refused";
import { callReports } from "./call-reports";
import { fieldOf, formOf } from "./form";
import { failureWords } from "./message-failures";
import { numberOf } from "./parties";

export type { CallReport } from "./call-reports";

/** A leg that Twilio holds until we say what becomes of it. */
export interface Question {
  callId: string;
  /** Nobody has answered it yet, so it can be refused. */
  isRinging: boolean;
}

/** What Twilio tells or asks. */
export type TwilioEvent = {
  /** For `once`: Twilio names no events, so it is made of what identifies one. */
  eventId: string;
  name: string;
} & (
  | {
      type: "call";
      /** All that follows from it, in order. */
      reports: ReturnType<typeof callReports>["reports"];
      question: Question | null;
    }
  | {
      type: "message.received";
      messageId: string;
      fromNumber: string | null;
      toNumber: string | null;
      text: string;
      media: { url: string; contentType: string | null }[];
      /** STOP, START, HELP: Twilio has answered already. */
      isAnsweredByVendor: boolean;
    }
  | {
      type: "message.status";
      messageId: string;
      toNumber: string | null;
      /** In the words that the product knows from carriers; null for steps on the way. */
      status: string | null;
      error: string | null;
    }
  | { type: "unknown" }
);

const MESSAGE_STATUSES = new Map([
  ["sent", "sent"],
  ["delivered", "delivered"],
  ["read", "read"],
  ["undelivered", "delivery_failed"],
  ["failed", "sending_failed"],
  ["canceled", "sending_failed"],
]);
const MOST_MEDIA = 10;
/** Two letters for the kind of thing, then what tells it from others of its kind. */
const SID = /^[A-Z]{2}[0-9a-zA-Z]{1,62}$/;

/** What Twilio answers by itself, where it is the whole text (twilio.com/docs/messaging/tutorials/advanced-opt-out). */
const KEYWORD = /^(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|start|unstop|yes|help|info)$/i;

type Body = (name: string) => string | null;

const isWhatsApp = (field: Body): boolean =>
  [field("From"), field("To")].some((party) => party?.toLowerCase().startsWith("whatsapp:"));

function messageEvent(account: string, messageId: string, field: Body): TwilioEvent {
  const status = field("MessageStatus");
  if (status !== null && status !== "received") {
    const code = field("ErrorCode");
    return {
      type: "message.status",
      eventId: `${account}:${messageId}:${status}`,
      name: `message.${status}`,
      messageId,
      toNumber: numberOf(field("To")),
      status: MESSAGE_STATUSES.get(status) ?? null,
      error: code === null ? null : failureWords(code, field("ErrorMessage")),
    };
  }
  const count = Math.min(Number(field("NumMedia") ?? 0) || 0, MOST_MEDIA);
  return {
    type: "message.received",
    eventId: `${account}:${messageId}:received`,
    name: "message.received",
    messageId,
    fromNumber: numberOf(field("From")),
    toNumber: numberOf(field("To")),
    text: field("Body") ?? "",
    media: Array.from({ length: count }, (_, index) => ({
      url: field(`MediaUrl${index}`),
      contentType: field(`MediaContentType${index}`)?.toLowerCase() ?? null,
    })).flatMap(({ url, contentType }) => (url ? [{ url, contentType }] : [])),
    isAnsweredByVendor: field("OptOutType") !== null || KEYWORD.test(field("Body")?.trim() ?? ""),
  };
}

/**
 * Reads a request of Twilio's: a form, and the query that we had given the address.
 * @returns `unknown` for what we do not use.
 * @throws WebhookRefused `malformed` when it names neither a call nor a message.
 */
export function parseTwilioEvent(request: { rawBody: string; search: string }): TwilioEvent {
  const form = formOf(request.rawBody);
  const query = formOf(request.search.replace(/^\?/, ""));
  const field = (name: string) => fieldOf(form, name);
  const asked = (name: string) => fieldOf(query, name);
  const account = field("AccountSid") ?? "";
  const messageId = field("MessageSid") ?? field("SmsSid");
  const ids = [
    messageId,
    field("CallSid"),
    field("ParentCallSid"),
    field("DialCallSid"),
    asked("for"),
    asked("leg"),
  ];
  if (ids.some((id) => id !== null && !SID.test(id)))
    throw new WebhookRefused("twilio", "malformed", "An id is none of Twilio's.");
  const derivedId = () =>
    `${account}:derived:${createHash("sha256").update(`${request.search}\n${request.rawBody}`).digest("hex")}`;
  if (messageId !== null) {
    return isWhatsApp(field)
      ? { type: "unknown", eventId: derivedId(), name: "whatsapp" }
      : messageEvent(account, messageId, field);
  }
  if (field("CallSid") === null && asked("leg") === null)
    throw new WebhookRefused("twilio", "malformed", "The body is no Twilio event.");
  const { name, key, reports, question } = callReports(field, asked);
  if (reports.length === 0 && !question) return { type: "unknown", eventId: derivedId(), name };
  return { type: "call", eventId: `${account}:${key}`, name, reports, question };
}
