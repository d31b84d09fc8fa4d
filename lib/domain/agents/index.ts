export { createAgent, createDefaultAgentRows } from "./create-agent";
export { defaultAgent, getAgent, listAgents } from "./read-agents";
export {
  AGENT_STATUSES,
  type Agent,
  type AgentStatus,
  agentOf,
  type CreateAgentInput,
  createAgentInput,
  type UpdateAgentInput,
  updateAgentInput,
} from "./schema";
export { updateAgent } from "./update-agent";
