import type { ModelUsage } from "@/lib/domain/ports";
import type { ModelMemory, ToolUse } from "../brain/types";
import type { ModelLimits } from "./limits";

const MOST_MESSAGES = 60;
const MOST_USES = 40;
const CHARACTERS_PER_TOKEN = 4;

export const newMemory = (): ModelMemory => ({
  messages: [],
  uses: [],
  turns: 0,
  failures: 0,
  inputTokens: 0,
  outputTokens: 0,
  microdollars: 0,
  isModelsTurn: false,
});

/** Why the model may not take another step; null while it may. */
export function spentLimit(
  memory: ModelMemory,
  limits: ModelLimits,
): "turns" | "tokens" | "cost" | "failures" | null {
  if (memory.failures >= limits.failuresPerConversation) return "failures";
  if (memory.turns >= limits.turnsPerConversation) return "turns";
  if (memory.inputTokens + memory.outputTokens >= limits.tokensPerConversation) return "tokens";
  return memory.microdollars >= limits.microdollarsPerConversation ? "cost" : null;
}

/** Counts a step; by its length where the vendor counted nothing, so that every limit holds. */
export function countStep(
  memory: ModelMemory,
  step: { usage: ModelUsage | null; sentCharacters: number; receivedCharacters: number },
  price: { input: number; output: number } | null,
): void {
  const inputTokens = step.usage?.inputTokens ?? Math.ceil(step.sentCharacters / CHARACTERS_PER_TOKEN);
  const outputTokens = step.usage?.outputTokens ?? Math.ceil(step.receivedCharacters / CHARACTERS_PER_TOKEN);
  memory.inputTokens += inputTokens;
  memory.outputTokens += outputTokens;
  // Dollars per million tokens are millionths of a dollar per token.
  memory.microdollars += price ? Math.round(inputTokens * price.input + outputTokens * price.output) : 0;
}

/** Keeps a memory small: old words go first; what has a receipt stays. */
export function trim(memory: ModelMemory): void {
  if (memory.messages.length > MOST_MESSAGES) {
    const rest = memory.messages.slice(-MOST_MESSAGES);
    const start = rest.findIndex(({ role }) => role === "caller");
    memory.messages = start < 0 ? [] : rest.slice(start);
  }
  const isPlain = (use: ToolUse): boolean => !use.answer.ok || use.answer.receipt === null;
  let excess = memory.uses.length - MOST_USES;
  if (excess > 0) {
    memory.uses = memory.uses.filter((use) => {
      if (excess <= 0 || !isPlain(use)) return true;
      excess -= 1;
      return false;
    });
  }
}
