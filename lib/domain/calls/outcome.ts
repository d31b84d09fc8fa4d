import type { CallOutcome } from "./schema";

/** A tool that wrote something, and the kind of row it wrote. */
export interface ToolReceipt {
  tool: string;
  kind: string;
}

const BOOKINGS = [
  ["book_appointment", "appointment_booked"],
  ["reschedule_appointment", "appointment_rescheduled"],
  ["cancel_appointment", "appointment_cancelled"],
] as const;

/**
 * The outcome of a call from the receipts of its tools, the weightiest first.
 * @param isTransferred whether a person took the call: the order to transfer proves nothing.
 * @param customerTurns how often the caller said something: a call without a word has no outcome.
 */
export function outcomeOf(
  receipts: readonly ToolReceipt[],
  isTransferred: boolean,
  customerTurns: number,
): CallOutcome | null {
  const booking = BOOKINGS.find(([tool]) => receipts.some((receipt) => receipt.tool === tool));
  if (booking) return booking[1];
  if (isTransferred) return "transferred";
  if (receipts.some((receipt) => receipt.kind === "task")) return "message_taken";
  if (receipts.some((receipt) => receipt.tool === "capture_lead")) return "lead_captured";
  return customerTurns > 0 ? "answered" : null;
}
