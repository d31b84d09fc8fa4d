import type { ToolConversation, ToolOutcome } from "./tool";

/**
 * What needs a free time. Whoever cannot come may still say so: `cancel_appointment` gives time back, and finding the
 * appointment first is part of it.
 */
const NEEDS_TIMES: ReadonlySet<string> = new Set([
  "check_availability",
  "hold_slot",
  "book_appointment",
  "reschedule_appointment",
]);

const REFUSAL =
  "The calendar is out of reach in this call: offer no times and book nothing. Say so in a few words, then take a message with what the caller wishes and when, or put them through to a person if they ask for one.";

/**
 * The rule of a call that began with the plan's minutes used up: the receptionist takes messages, answers questions,
 * cancels and puts through, and no model and no vendor can book in it.
 * @returns the refusal; null where the tool may be used.
 */
export const messageOnlyRefusal = (
  { isMessageOnly }: Pick<ToolConversation, "isMessageOnly">,
  tool: string,
): ToolOutcome | null =>
  isMessageOnly && NEEDS_TIMES.has(tool)
    ? { result: { error: REFUSAL, mode: "message_only" }, receipt: null }
    : null;
