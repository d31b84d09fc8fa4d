export { agentForCall, businessMoment, startedAgents } from "./agent-for-call";
export { handOffNumbers } from "./check-numbers";
export { checkVoice } from "./check-voice";
export { applyChanges, compareSettings, type SettingChange } from "./compare";
export { compareAgentVersions } from "./compare-versions";
export { createAgent, createDefaultAgentRows } from "./create-agent";
export { discardAgentDraft } from "./discard-draft";
export { type AgentDraft, getAgentDraft, listAgentDrafts } from "./draft";
export { dropSync, enqueueSync } from "./enqueue-sync";
export {
  HAND_OFF_KINDS,
  type HandOffHours,
  type HandOffKind,
  type HandOffRule,
  handOffRules,
} from "./hand-off-rules";
export { isEverReached, pickAgent, takesCalls } from "./pick-agent";
export { publishAgentDraft } from "./publish-draft";
export { defaultAgent, getAgent, getAgentOfCall, listAgents } from "./read-agents";
export { removeAgent } from "./remove-agent";
export { rollBackAgent } from "./roll-back";
export { saveAgentDraft } from "./save-draft";
export {
  AGENT_STATUSES,
  type Agent,
  type AgentSetting,
  type AgentSettings,
  type AgentStatus,
  agentOf,
  type CreateAgentInput,
  createAgentInput,
  isStarted,
  type NewAgentInput,
  type SaveAgentDraftInput,
  settingsOf,
  type UpdateAgentInput,
  updateAgentInput,
} from "./schema";
export { startAgent, stopAgent } from "./start-stop";
export type { TextPiece } from "./text-pieces";
export { updateAgent } from "./update-agent";
export { type AgentVersion, listAgentVersions } from "./versions";
export { isWithinHours, type WorkingHours } from "./working-hours";
