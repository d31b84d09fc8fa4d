import { z } from "zod";
import { handOffFacts } from "./hand-off-facts";

const instant = z.iso.datetime().optional();

/** One leg of a call at the carrier. The caller's own leg is the one that came in. */
const legFacts = z.object({
  controlId: z.string().optional(),
  isCaller: z.boolean().default(false),
  from: z.string().optional(),
  to: z.string().optional(),
  initiatedAt: instant,
  answeredAt: instant,
  bridgedAt: instant,
  endedAt: instant,
  endCause: z.string().optional(),
  /** The carrier's id of the line, which legs of our own are dialled on. */
  connectionId: z.string().optional(),
  /** An answering machine picked up. */
  isMachine: z.boolean().optional(),
});
export type LegFacts = z.infer<typeof legFacts>;

const voiceFacts = z.object({
  from: z.string().optional(),
  to: z.string().optional(),
  startedAt: instant,
  endedAt: instant,
  disconnectReason: z.string().optional(),
  isAnalyzed: z.boolean().optional(),
  isSuccessful: z.boolean().optional(),
  isInVoicemail: z.boolean().optional(),
  /** What the vendor calls the outcome. Never shown as ours: only receipts prove one. */
  reportedOutcome: z.string().optional(),
  /** How good the transcript is that is stored: later events, more turns and more words win. */
  transcriptRank: z.number().default(0),
  customerTurns: z.number().default(0),
});

/** What we did to connect the call, and when the carrier accepted it. */
const connectFacts = z.object({
  sipAddress: z.string().optional(),
  registeredAt: instant,
  answerAcceptedAt: instant,
  voiceAcceptedAt: instant,
  apologizedAt: instant,
  failedAt: instant,
  /** The carrier knew the call no more. */
  goneAt: instant,
});
export type ConnectFacts = z.infer<typeof connectFacts>;

/** Everything that is known of a call, each fact once. Order and repetition of its reports leave no trace here. */
export const callFacts = z.object({
  legs: z.record(z.string(), legFacts).default({}),
  voice: voiceFacts.default({ transcriptRank: 0, customerTurns: 0 }),
  connect: connectFacts.default({}),
  handOff: handOffFacts.optional(),
  recordings: z.object({ carrier: z.string().optional(), voice: z.string().optional() }).default({}),
});
export type CallFacts = z.infer<typeof callFacts>;
export type VoiceFacts = CallFacts["voice"];

export const noFacts = (): CallFacts => callFacts.parse({});

/** The earlier of two instants; ISO 8601 in UTC sorts as text. */
const earliest = (one: string | undefined, other: string | undefined): string | undefined =>
  one !== undefined && other !== undefined ? (one < other ? one : other) : (one ?? other);

/** Adds what is reported of a leg to what is known of the call. */
export function withLeg(facts: CallFacts, legId: string, report: LegFacts): CallFacts {
  const known = facts.legs[legId];
  const leg: LegFacts = {
    controlId: known?.controlId ?? report.controlId,
    isCaller: (known?.isCaller ?? false) || report.isCaller,
    from: known?.from ?? report.from,
    to: known?.to ?? report.to,
    initiatedAt: earliest(known?.initiatedAt, report.initiatedAt),
    answeredAt: earliest(known?.answeredAt, report.answeredAt),
    bridgedAt: earliest(known?.bridgedAt, report.bridgedAt),
    endedAt: earliest(known?.endedAt, report.endedAt),
    endCause: known?.endCause ?? report.endCause,
    connectionId: known?.connectionId ?? report.connectionId,
    isMachine: known?.isMachine ?? report.isMachine,
  };
  return { ...facts, legs: { ...facts.legs, [legId]: leg } };
}

/** Adds what the voice vendor reports. Times that it left out stand back behind those it gave. */
export function withVoice(facts: CallFacts, report: Partial<VoiceFacts>): CallFacts {
  const known = facts.voice;
  return {
    ...facts,
    voice: {
      from: known.from ?? report.from,
      to: known.to ?? report.to,
      startedAt: earliest(known.startedAt, report.startedAt),
      endedAt: earliest(known.endedAt, report.endedAt),
      disconnectReason: known.disconnectReason ?? report.disconnectReason,
      isAnalyzed: known.isAnalyzed ?? report.isAnalyzed,
      isSuccessful: known.isSuccessful ?? report.isSuccessful,
      isInVoicemail: known.isInVoicemail ?? report.isInVoicemail,
      reportedOutcome: known.reportedOutcome ?? report.reportedOutcome,
      transcriptRank: Math.max(known.transcriptRank, report.transcriptRank ?? 0),
      customerTurns:
        (report.transcriptRank ?? 0) > known.transcriptRank
          ? (report.customerTurns ?? 0)
          : known.customerTurns,
    },
  };
}

/** Adds a step of our own. A step keeps the time of its first acceptance. */
export const withConnect = (facts: CallFacts, step: ConnectFacts): CallFacts => ({
  ...facts,
  connect: { ...step, ...facts.connect },
});
