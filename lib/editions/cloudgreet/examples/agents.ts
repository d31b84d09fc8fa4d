import { ids } from "../ids";
import { AT, BUSINESS } from "./values";

const agent = {
  id: ids.write("agent", "019b76df-5d64-7075-8b82-9e0f1a2b3c4d"),
  business_id: BUSINESS,
  name: "Sales Agent",
  voice_settings: { voice_id: "voice_123", speed: 1, pitch: 1 },
  behavior_settings: {
    personality: "professional",
    conversation_style: "friendly",
    escalation_triggers: ["angry", "confused"],
  },
  working_hours: { monday: { open: "09:00", close: "17:00" } },
  is_active: true,
  created_at: AT,
};
const { id, created_at, is_active, ...settings } = agent;
const status = {
  id,
  status: "active" as const,
  active_calls: 2,
  total_calls_today: 15,
  uptime: 3_600_000,
  in_working_hours: true,
  problems: [],
};

export const agentExamples = {
  list: { response: { agents: [agent] } },
  create: { body: settings, response: agent },
  status: { response: status },
  start: { response: { ...status, active_calls: 0, uptime: 0 } },
  stop: { response: { ...status, status: "inactive" as const, uptime: 0 } },
};
