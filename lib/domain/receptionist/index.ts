export { bookByWords } from "./book-by-words";
export {
  type Brain,
  type BrainInput,
  type BrainReply,
  createBrain,
  type DialogState,
  explainWhy,
  type JsonObject,
  type ToolAnswer,
} from "./brain";
export { type FactsInput, receptionistFacts } from "./facts";
export { listVoices, voicesFor } from "./list-voices";
export type { ModelUse } from "./model-brain";
export { createReceptionist, type ReceptionistInput } from "./receptionist";
export { recordModelUse } from "./record-model-use";
export { type RunToolInput, runTool } from "./run-tool";
export { syncAgent } from "./sync-agent";
export { leaveToJob, tellVoiceVendor } from "./tell-voice-vendor";
export { isToolName, TOOLS, type ToolName } from "./tools";
export { dayIn, timeIn } from "./tools/moments";
export { serviceNamed } from "./tools/services";
export type { ToolOutcome } from "./tools/tool";
export { voiceAgentSpec } from "./voice-agent";
