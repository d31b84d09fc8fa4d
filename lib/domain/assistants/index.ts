export { offeredNumbers } from "./offered-numbers";
export { getAssistant, listAssistants } from "./read-assistants";
export { removeAssistant } from "./remove-assistant";
export { createAssistant, updateAssistant } from "./save-assistant";
export type { Assistant, AssistantPatch, NewAssistant } from "./schema";
