import type { Carrier } from "@/lib/domain/carriers";

/** What a carrier reports of one leg of a call. Types beyond these are welcome and change nothing. */
export interface TelephonyEvent {
  type:
    | "initiated"
    | "answered"
    | "bridged"
    | "hangup"
    | "recording_saved"
    | "speak_ended"
    | "detection_ended"
    | "keys_gathered";
  provider: Carrier;
  callControlId: string | null;
  legId: string | null;
  /** What the legs of one call have in common; the leg's id where the carrier names none. */
  sessionId: string;
  direction: "incoming" | "outgoing" | null;
  /** As the carrier writes them: numbers, SIP addresses, or words for a withheld number. */
  from: string | null;
  to: string | null;
  occurredAt: Date;
  cause?: string | null;
  /** The carrier's id of the line. */
  connectionId?: string | null;
  /** For `detection_ended`: a machine picked up, and not a person. */
  isMachine?: boolean;
  /** For `keys_gathered`: what was pressed; empty for nothing. */
  keys?: string;
  recordingUrl?: string | null;
  /** The carrier holds the leg until our answer says what becomes of it, so that no job has to. */
  isAsked?: boolean;
}
