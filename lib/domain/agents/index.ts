export { createAgent, createDefaultAgentRows } from "./create-agent";
export { defaultAgent, getAgent, listAgents } from "./read-agents";
export {
  AGENT_STATUSES,
  type Agent,
  type AgentStatus,
  type CreateAgentInput,
  createAgentInput,
  type UpdateAgentInput,
  updateAgentInput,
} from "./schema";
export { syncAgent } from "./sync-agent";
export { updateAgent } from "./update-agent";
