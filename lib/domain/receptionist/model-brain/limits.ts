/** What a language model may take of a conversation. Beyond it the built-in receptionist goes on. */
export interface ModelLimits {
  /** Until anything at all comes of a step. */
  firstSignMilliseconds: number;
  /** For one turn with all its steps and tools. */
  turnMilliseconds: number;
  roundsPerTurn: number;
  requestsPerStep: number;
  turnsPerConversation: number;
  tokensPerConversation: number;
  /** Millionths of a US dollar; counts where prices are set. */
  microdollarsPerConversation: number;
  /** Turns that the built-in receptionist had to take over. */
  failuresPerConversation: number;
  outputTokensPerStep: number;
  replyCharacters: number;
}

export const MODEL_LIMITS: ModelLimits = {
  firstSignMilliseconds: 4_000,
  turnMilliseconds: 15_000,
  roundsPerTurn: 6,
  requestsPerStep: 4,
  turnsPerConversation: 60,
  tokensPerConversation: 300_000,
  microdollarsPerConversation: 500_000,
  failuresPerConversation: 3,
  outputTokensPerStep: 500,
  replyCharacters: 900,
};

/** Runs something after a while unless called off. @returns how to call it off. */
export type StartTimer = (milliseconds: number, onTime: () => void) => () => void;

export const startTimer: StartTimer = (milliseconds, onTime) => {
  const timer = setTimeout(onTime, milliseconds);
  return () => clearTimeout(timer);
};
