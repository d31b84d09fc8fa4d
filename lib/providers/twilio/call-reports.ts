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

/** A leg whose end is told was answered before where it lasted: the report of that may be late, or lost. */
const endOf = (leg: CallReport, status: string, seconds: number, answered: (at: number) => CallReport[]) => [
  ...(status === "completed" && seconds > 0 ? answered(seconds) : []),
  { ...leg, type: "hangup" as const, cause: CAUSES.get(status) ?? status },
];

/**
 * What a request about a call says, and whether Twilio waits for an answer.
 * @param field of the form. @param asked of the query that the address was given (twiml.ts).
 */
export function callReports(field: Read, asked: Read): CallRequest {
  const callId = field("CallSid") ?? asked("leg") ?? "";
  const parentId = field("ParentCallSid");
  const status = field("CallStatus") ?? "";
  const step = asked("step");
  const leg: CallReport = {
    type: "initiated",
    callControlId: callId,
    legId: null,
    sessionId: asked("for") ?? parentId ?? callId,
    direction: field("Direction") === "inbound" ? "incoming" : "outgoing",
    from: addressOf(field("From")),
    to: addressOf(field("To")),
    occurredAt: instantIn(field("Timestamp")),
    secondsBefore: 0,
    cause: null,
    connectionId: field("AccountSid"),
  };
  const question = { callId, isRinging: status === "ringing" };
  const answered = (secondsBefore: number): CallReport[] => [
    { ...leg, type: "answered", secondsBefore },
    // Whoever is put through to somebody else is connected with them at once, and only then answered.
    ...(parentId
      ? [
          { ...leg, type: "bridged" as const, secondsBefore },
          {
            ...leg,
            type: "answered" as const,
            callControlId: parentId,
            direction: "incoming" as const,
            from: null,
            to: null,
            secondsBefore,
          },
        ]
      : []),
  ];

  if (field("RecordingSid") !== null && field("RecordingStatus") !== null) {
    const url = field("RecordingUrl");
    const isSaved = field("RecordingStatus") === "completed" && url !== null;
    return {
      name: "recording",
      key: `${field("RecordingSid")}:${field("RecordingStatus")}`,
      reports: isSaved ? [{ ...leg, type: "recording_saved", recordingUrl: `${url}.wav` }] : [],
      question: null,
    };
  }
  if (step === "met") {
    const hasMet = field("StatusCallbackEvent") === "conference-start";
    const personId = asked("leg") ?? "";
    return {
      name: field("StatusCallbackEvent") ?? "conference",
      key: `${field("ConferenceSid")}:${field("StatusCallbackEvent")}:${field("SequenceNumber")}`,
      reports: hasMet
        ? [
            {
              ...leg,
              type: "bridged",
              callControlId: personId,
              direction: "outgoing",
              from: null,
              to: null,
            },
          ]
        : [],
      question: null,
    };
  }
  if (field("DialCallStatus") !== null) {
    const outcome = field("DialCallStatus") ?? "";
    const dialled: CallReport = {
      ...leg,
      // Where no leg came about, the order stands for it.
      callControlId: field("DialCallSid") ?? `dial:${asked("key") ?? callId}`,
      sessionId: callId,
      direction: "outgoing",
      from: null,
      to: addressOf(asked("to")),
    };
    const wasAnswered = outcome === "completed" || outcome === "answered";
    return {
      name: `dialled.${outcome}`,
      key: `${callId}:dialled:${dialled.callControlId}`,
      reports: [
        ...(wasAnswered
          ? [
              {
                ...dialled,
                type: "answered" as const,
                secondsBefore: secondsIn(field("DialCallDuration")),
              },
            ]
          : []),
        { ...dialled, type: "hangup", cause: CAUSES.get(outcome) ?? outcome },
      ],
      question: { ...question, isRinging: false },
    };
  }
  const sequence = field("SequenceNumber");
  const isReport = sequence !== null || field("CallbackSource") !== null;
  if (isReport || (CAUSES.has(status) && step === null)) {
    const reports = ON_THE_WAY.has(status)
      ? [leg]
      : status === "in-progress"
        ? answered(0)
        : CAUSES.has(status)
          ? endOf(leg, status, secondsIn(field("CallDuration")), answered)
          : [];
    return { name: `call.${status}`, key: `${callId}:${status}:${sequence ?? "-"}`, reports, question: null };
  }
  if (step === "spoken")
    return {
      name: "spoken",
      key: `${callId}:spoken`,
      reports: [
        { ...leg, type: "answered" },
        { ...leg, type: "speak_ended" },
      ],
      question: { ...question, isRinging: false },
    };
  if (step === "keys")
    return {
      name: "keys",
      key: `${callId}:keys`,
      reports: [{ ...leg, type: "keys_gathered", keys: field("Digits") ?? "" }],
      question: { ...question, isRinging: false },
    };
  if (step === "person") {
    const by = field("AnsweredBy") ?? "";
    const isMachine = by.startsWith("machine") || by === "fax";
    return {
      name: "picked_up",
      key: `${callId}:picked_up`,
      reports: [
        { ...leg, type: "answered" },
        { ...leg, type: "detection_ended", isMachine },
      ],
      question: { ...question, isRinging: false },
    };
  }
  return {
    name: "ringing",
    key: `${callId}:asked`,
    reports: [leg, ...(status === "in-progress" ? [{ ...leg, type: "answered" as const }] : [])],
    question,
  };
}
