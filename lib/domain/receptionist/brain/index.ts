export { readWhen } from "./dates";
export { type BrainInput, createBrain } from "./engine";
export { matchServices } from "./match-service";
export { spokenDate, spokenMoment, spokenTime, weekdayName } from "./speech";
export { newState } from "./state";
export type {
  Brain,
  BrainReply,
  DialogState,
  JsonObject,
  JsonValue,
  LiveBrain,
  Receipt,
  ToolAnswer,
  ToolUse,
  When,
} from "./types";
export { explainWhy, type Why } from "./why";
