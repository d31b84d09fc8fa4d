import type { CallOutcome } from "./schema";

const BY_TOOL = [
  ["book_appointment", "appointment_booked"],
  ["reschedule_appointment", "appointment_rescheduled"],
  ["cancel_appointment", "appointment_cancelled"],
  ["transfer_to_human", "transferred"],
  ["take_message", "message_taken"],
  ["capture_lead", "lead_captured"],
] as const;

/**
 * The outcome of a call from the receipts of its tools, the weightiest first.
 * @param customerTurns how often the caller said something: a call without a word has no outcome.
 */
export function outcomeOf(
  toolsWithReceipt: ReadonlySet<string>,
  isTransferred: boolean,
  customerTurns: number,
): CallOutcome | null {
  for (const [tool, outcome] of BY_TOOL) {
    if (toolsWithReceipt.has(tool)) return outcome;
    if (outcome === "transferred" && isTransferred) return "transferred";
  }
  return customerTurns > 0 ? "answered" : null;
}
