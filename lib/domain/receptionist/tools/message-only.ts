import type { Tool, ToolConversation, ToolOutcome } from "./tool";

const REFUSAL =
  "The calendar is out of reach in this call: offer no times and book nothing. Say so in a few words, then take a message with what the caller wishes and when, or put them through to a person if they ask for one.";

/**
 * The rule of a call that began with the plan's minutes used up: the receptionist takes messages, answers questions,
 * cancels and puts through, and no model and no vendor can book in it.
 * @returns the refusal; null where the tool may be used.
 */
export const messageOnlyRefusal = (
  { isMessageOnly }: Pick<ToolConversation, "isMessageOnly">,
  { needsTimes }: Pick<Tool, "needsTimes">,
): ToolOutcome | null =>
  isMessageOnly && needsTimes ? { result: { error: REFUSAL, mode: "message_only" }, receipt: null } : null;
