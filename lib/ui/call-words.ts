import type { Call } from "@/lib/domain/calls";
import { formatPhone } from "./format";

/** How a call's state is said and coloured. */
export const CALL_STATUS: Record<Call["status"], { label: string; color: string }> = {
  ringing: { label: "Ringing", color: "lagoon" },
  in_progress: { label: "On the line", color: "lagoon" },
  completed: { label: "Answered", color: "gray" },
  transferred: { label: "Put through", color: "blue" },
  missed: { label: "Missed", color: "orange" },
  failed: { label: "Failed", color: "red" },
};

/** A call that is still going on. */
export const isLive = (status: Call["status"]): boolean => status === "ringing" || status === "in_progress";

/** A call that goes on with the receptionist, so that more of it is to come. */
export const isWithReceptionist = (call: Pick<Call, "status" | "isLogged">): boolean =>
  isLive(call.status) && !call.isLogged;

const SENTIMENTS = { positive: "Pleased", neutral: "Neutral", negative: "Unhappy" } as const;

/** How the caller seemed, in a word; null where nobody can tell. */
export const sentimentText = (sentiment: Call["sentiment"]): string | null =>
  sentiment ? SENTIMENTS[sentiment] : null;

/** An outcome word such as `appointment_booked` as text. */
export function outcomeText(outcome: string | null): string | null {
  if (!outcome) return null;
  const words = outcome.replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who a call is with: a name, else the number. */
export function callerText(call: Pick<Call, "callerName" | "direction" | "fromNumber" | "toNumber">): string {
  if (call.callerName) return call.callerName;
  const number = call.direction === "inbound" ? call.fromNumber : call.toNumber;
  return number ? formatPhone(number) : "Unknown number";
}

/** The other side's number as text, or null when it is hidden. */
export function callerNumber(call: Pick<Call, "direction" | "fromNumber" | "toNumber">): string | null {
  const number = call.direction === "inbound" ? call.fromNumber : call.toNumber;
  return number ? formatPhone(number) : null;
}
