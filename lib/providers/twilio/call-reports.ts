import { addressOf } from "./parties";

/** One thing that happened to a leg of a call. */
export interface CallReport {
  type:
    | "initiated"
    | "answered"
    | "bridged"
    | "hangup"
    | "recording_saved"
    | "speak_ended"
    | "detection_ended"
    | "keys_gathered";
  callControlId: string;
  legId: null;
  /** The caller's leg, which all others of the call were made for. */
  sessionId: string;
  direction: "incoming" | "outgoing" | null;
  from: string | null;
  to: string | null;
  /** Null where Twilio says no time: now. */
  occurredAt: Date | null;
  /** It happened so long before that. */
  secondsBefore: number;
  cause: string | null;
  /** Legs of our own are dialled on the account. */
  connectionId: string | null;
  isMachine?: boolean;
  keys?: string;
  recordingUrl?: string;
}

interface CallRequest {
  name: string;
  /** Tells it from every other request of the account. */
  key: string;
  reports: CallReport[];
  question: { callId: string; isRinging: boolean } | null;
}

type Read = (name: string) => string | null;

/** How a leg ended, in the words that the product knows from carriers. */
const CAUSES = new Map([
  ["completed", "normal_clearing"],
  ["answered", "normal_clearing"],
  ["busy", "user_busy"],
  ["no-answer", "no_answer"],
  ["failed", "call_rejected"],
  ["canceled", "originator_cancel"],
]);
const ON_THE_WAY = new Set(["queued", "initiated", "ringing"]);

/** What no call lasts. */
const LONGEST_SECONDS = 86_400;
/** Before Twilio, and long after us: what is not between them is no time of a call. */
const [EARLIEST, LATEST] = [Date.UTC(2007, 0), Date.UTC(2200, 0)];

const secondsIn = (text: string | null): number => {
  const seconds = Number(text ?? 0);
  return seconds > 0 && seconds <= LONGEST_SECONDS ? seconds : 0;
};

function instantIn(text: string | null): Date | null {
  const instant = new Date(text ?? Number.NaN);
  return instant.getTime() > EARLIEST && instant.getTime() < LATEST ? instant : null;
}

/** What all steps of a request start from. */
interface Asked {
  field: Read;
  /** Of the query that the address was given (twiml.ts). */
  asked: Read;
  callId: string;
  status: string;
  /** The leg, as a report of its beginning. */
  leg: CallReport;
  /** Twilio waits for an answer; the leg has been answered already. */
  question: { callId: string; isRinging: false };
}

function askedIn(field: Read, asked: Read): Asked {
  const callId = field("CallSid") ?? asked("leg") ?? "";
  const leg: CallReport = {
    type: "initiated",
    callControlId: callId,
    legId: null,
    sessionId: asked("for") ?? field("ParentCallSid") ?? callId,
    direction: field("Direction") === "inbound" ? "incoming" : "outgoing",
    from: addressOf(field("From")),
    to: addressOf(field("To")),
    occurredAt: instantIn(field("Timestamp")),
    secondsBefore: 0,
    cause: null,
    connectionId: field("AccountSid"),
  };
  const question = { callId, isRinging: false as const };
  return { field, asked, callId, status: field("CallStatus") ?? "", leg, question };
}

/** Whoever is put through to somebody else is connected with them at once, and only then answered. */
function answered({ field, leg }: Asked, secondsBefore = 0): CallReport[] {
  const own: CallReport = { ...leg, type: "answered", secondsBefore };
  const parentId = field("ParentCallSid");
  if (!parentId) return [own];
  const parent = { callControlId: parentId, direction: "incoming" as const, from: null, to: null };
  return [own, { ...own, type: "bridged" }, { ...own, ...parent }];
}

/** A leg whose end is told was answered before where it lasted: the report of that may be late, or lost. */
function ended(request: Asked): CallReport[] {
  const { field, leg, status } = request;
  const seconds = secondsIn(field("CallDuration"));
  return [
    ...(status === "completed" && seconds > 0 ? answered(request, seconds) : []),
    { ...leg, type: "hangup", cause: CAUSES.get(status) ?? status },
  ];
}

function recordingReport({ field, leg }: Asked): CallRequest {
  const url = field("RecordingUrl");
  const isSaved = field("RecordingStatus") === "completed" && url !== null;
  return {
    name: "recording",
    key: `${field("RecordingSid")}:${field("RecordingStatus")}`,
    reports: isSaved ? [{ ...leg, type: "recording_saved", recordingUrl: `${url}.wav` }] : [],
    question: null,
  };
}

/** A person who was rung has met the caller in the conference. */
function metReport({ field, asked, leg }: Asked): CallRequest {
  const happened = field("StatusCallbackEvent");
  const person = { callControlId: asked("leg") ?? "", direction: "outgoing" as const, from: null, to: null };
  return {
    name: happened ?? "conference",
    key: `${field("ConferenceSid")}:${happened}:${field("SequenceNumber")}`,
    reports: happened === "conference-start" ? [{ ...leg, ...person, type: "bridged" }] : [],
    question: null,
  };
}

/** A `<Dial>` has ended, with an outcome. */
function dialledReport({ field, asked, callId, leg, question }: Asked, outcome: string): CallRequest {
  const dialled: CallReport = {
    ...leg,
    type: "hangup",
    // Where no leg came about, the order stands for it.
    callControlId: field("DialCallSid") ?? `dial:${asked("key") ?? callId}`,
    sessionId: callId,
    direction: "outgoing",
    from: null,
    to: addressOf(asked("to")),
    cause: CAUSES.get(outcome) ?? outcome,
  };
  const pickedUp: CallReport = {
    ...dialled,
    type: "answered",
    cause: null,
    secondsBefore: secondsIn(field("DialCallDuration")),
  };
  const wasAnswered = outcome === "completed" || outcome === "answered";
  return {
    name: `dialled.${outcome}`,
    key: `${callId}:dialled:${dialled.callControlId}`,
    reports: wasAnswered ? [pickedUp, dialled] : [dialled],
    question,
  };
}

function statusReports(request: Asked): CallReport[] {
  const { status, leg } = request;
  if (ON_THE_WAY.has(status)) return [leg];
  if (status === "in-progress") return answered(request);
  return CAUSES.has(status) ? ended(request) : [];
}

/** How a leg stands; nobody waits for an answer. */
const statusReport = (request: Asked): CallRequest => ({
  name: `call.${request.status}`,
  key: `${request.callId}:${request.status}:${request.field("SequenceNumber") ?? "-"}`,
  reports: statusReports(request),
  question: null,
});

const spokenReport = ({ callId, leg, question }: Asked): CallRequest => ({
  name: "spoken",
  key: `${callId}:spoken`,
  reports: [
    { ...leg, type: "answered" },
    { ...leg, type: "speak_ended" },
  ],
  question,
});

const keysReport = ({ field, callId, leg, question }: Asked): CallRequest => ({
  name: "keys",
  key: `${callId}:keys`,
  reports: [{ ...leg, type: "keys_gathered", keys: field("Digits") ?? "" }],
  question,
});

/** Somebody who was rung has picked up, or something has. */
function personReport({ field, callId, leg, question }: Asked): CallRequest {
  const by = field("AnsweredBy") ?? "";
  const isMachine = by.startsWith("machine") || by === "fax";
  return {
    name: "picked_up",
    key: `${callId}:picked_up`,
    reports: [
      { ...leg, type: "answered" },
      { ...leg, type: "detection_ended", isMachine },
    ],
    question,
  };
}

/** A call has come in, or one that waited is asked about anew. */
const ringingReport = ({ callId, status, leg }: Asked): CallRequest => ({
  name: "ringing",
  key: `${callId}:asked`,
  reports: status === "in-progress" ? [leg, { ...leg, type: "answered" }] : [leg],
  question: { callId, isRinging: status === "ringing" },
});

/**
 * What a request about a call says, and whether Twilio waits for an answer.
 * @param field of the form. @param asked of the query that the address was given (twiml.ts).
 */
export function callReports(field: Read, asked: Read): CallRequest {
  const request = askedIn(field, asked);
  const step = asked("step");
  if (field("RecordingSid") !== null && field("RecordingStatus") !== null) return recordingReport(request);
  if (step === "met") return metReport(request);
  const outcome = field("DialCallStatus");
  if (outcome !== null) return dialledReport(request, outcome);
  const isReport = field("SequenceNumber") !== null || field("CallbackSource") !== null;
  if (isReport || (CAUSES.has(request.status) && step === null)) return statusReport(request);
  if (step === "spoken") return spokenReport(request);
  if (step === "keys") return keysReport(request);
  if (step === "person") return personReport(request);
  return ringingReport(request);
}
