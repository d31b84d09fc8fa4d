import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";

export type Document = VoiceResponse;

const VOICE = "Polly.Joanna-Neural" as const;
const MAXIMUM_SPOKEN_CHARACTERS = 3000;
/** A line that both ends forgot is not paid for longer; no call of a front desk lasts so long. */
export const LONGEST_CALL_SECONDS = 4 * 3600;
/** How long a person has for a key after they were asked; they are asked twice. */
const KEY_SECONDS = 6;

/**
 * Has Twilio try reports again that it could not deliver; it would not by itself. The fragment is neither sent nor signed
 * (twilio.com/docs/usage/webhooks/webhooks-connection-overrides).
 */
const AGAIN = "#rc=4&rp=5xx,ct,rt";
/** A caller waits: only what cannot have reached us is tried again. */
const AT_ONCE_AGAIN = "#rc=2&rp=ct";

const link = (webhookUrl: string, query: Record<string, string>, fragment: string): string => {
  const search = new URLSearchParams(query).toString();
  return `${webhookUrl}${search ? `?${search}` : ""}${fragment}`;
};

/** Where Twilio asks what is to follow. `step` and the rest come back with the question. */
export const questionLink = (webhookUrl: string, query: Record<string, string> = {}): string =>
  link(webhookUrl, query, AT_ONCE_AGAIN);

/** Where Twilio reports what happened. */
export const reportLink = (webhookUrl: string, query: Record<string, string> = {}): string =>
  link(webhookUrl, query, AGAIN);

/** TwiML without an order yet. https://www.twilio.com/docs/voice/twiml */
export const newDocument = (): Document => new VoiceResponse();

const report = (webhookUrl: string, query: Record<string, string> = {}) => ({
  statusCallback: reportLink(webhookUrl, query),
  statusCallbackMethod: "POST",
});

/**
 * Puts the leg through to a number or SIP address; the caller hears it ring until somebody is there. Whatever comes of
 * it, Twilio asks what is to follow.
 * @param transfer.key comes back with the question, where no leg came about that could have an id.
 */
export function addTransfer(
  document: Document,
  webhookUrl: string,
  transfer: { to: string; from?: string | undefined; timeoutSeconds?: number | undefined; key: string },
): void {
  const { to, from, timeoutSeconds, key } = transfer;
  const isSip = /^sips?:/i.test(to);
  const dial = document.dial({
    answerOnBridge: true,
    timeLimit: LONGEST_CALL_SECONDS,
    ...(timeoutSeconds === undefined ? {} : { timeout: timeoutSeconds }),
    // A caller who withholds their number has none that a person could be rung with.
    ...(isSip || !from ? {} : { callerId: from }),
    action: questionLink(webhookUrl, { step: "dialled", to, key }),
    method: "POST",
  });
  const events = ["initiated", "answered", "completed"] as ("initiated" | "answered" | "completed")[];
  if (isSip) dial.sip({ ...report(webhookUrl), statusCallbackEvent: events }, to);
  else dial.number({ ...report(webhookUrl), statusCallbackEvent: events }, to);
}

/** Says something; once it is spoken, Twilio asks what is to follow. */
export function addSpeech(document: Document, webhookUrl: string, text: string): void {
  document.say({ voice: VOICE }, text.slice(0, MAXIMUM_SPOKEN_CHARACTERS));
  document.redirect({ method: "POST" }, questionLink(webhookUrl, { step: "spoken" }));
}

/** Says something, twice where no key is pressed, and then asks what is to follow. `of`: the call it is about. */
export function addKeyQuestion(document: Document, webhookUrl: string, ask: { text: string; of: string }) {
  for (const isLast of [false, true]) {
    document
      .gather({
        numDigits: 1,
        timeout: KEY_SECONDS,
        actionOnEmptyResult: isLast,
        action: questionLink(webhookUrl, { step: "keys", for: ask.of }),
        method: "POST",
      })
      .say({ voice: VOICE }, ask.text.slice(0, MAXIMUM_SPOKEN_CHARACTERS));
  }
}

/**
 * Takes a leg into the room where a caller and a person meet. It opens once both are there, of which Twilio tells us,
 * and is over as soon as one of them leaves.
 */
export function addRoom(
  document: Document,
  webhookUrl: string,
  room: { callerId: string; personId: string; isCaller: boolean },
): void {
  const { callerId, personId, isCaller } = room;
  document.dial({ timeLimit: LONGEST_CALL_SECONDS }).conference(
    {
      startConferenceOnEnter: isCaller,
      endConferenceOnExit: true,
      beep: "false",
      waitUrl: "",
      statusCallbackEvent: ["start"],
      ...report(webhookUrl, { step: "met", for: callerId, leg: personId }),
    },
    `${callerId}-${personId}`,
  );
}

/** An apology for when nothing can be looked up, and the end of the call. */
export function excuse(text: string): string {
  const document = newDocument();
  document.say({ voice: VOICE }, text);
  document.hangup();
  return document.toString();
}

/** Has Twilio ask the same once more in a moment. */
export function askAgain(webhookUrl: string): string {
  const document = newDocument();
  document.redirect({ method: "POST" }, questionLink(webhookUrl, { step: "again" }));
  return document.toString();
}

/** What Twilio is answered that reports something, or brings a text. */
export const NOTHING_TO_SAY = newDocument().toString();
