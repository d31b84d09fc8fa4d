import type { Sending } from "../../support";
import type { World } from "./world";

export const CREATED = "2024-01-15T10:30:00Z";
export const PAGES = { page: 1, limit: 20, total: 1, pages: 1 };
export const list = ({ account }: World): Sending => ({ query: { business_id: account.businessId } });
export const range = ({ account }: World): Sending => ({
  query: {
    business_id: account.businessId,
    start_date: "2024-01-01T00:00:00Z",
    end_date: "2024-02-01T00:00:00Z",
  },
});

export const LEAD = {
  id: "lead_123",
  business_id: "business_456",
  phone: "+1234567890",
  name: "John Doe",
  email: "john@example.com",
  status: "qualified",
  source: "call",
  qualification_score: 85,
  created_at: CREATED,
};
export const LEAD_STATUSES = ["new", "qualified", "unqualified", "converted"];
export const SOURCES = ["call", "sms", "email", "web"];
export const leadWords = { status: LEAD_STATUSES, source: SOURCES };

export const APPOINTMENT = {
  id: "appointment_123",
  business_id: "business_456",
  lead_id: "lead_789",
  scheduled_date: "2024-01-20T14:00:00Z",
  duration: 30,
  status: "scheduled",
  type: "consultation",
  notes: "Initial consultation call",
  created_at: CREATED,
};
export const APPOINTMENT_STATUSES = ["scheduled", "confirmed", "completed", "cancelled"];
export const appointmentWords = { status: APPOINTMENT_STATUSES };

export const BUSINESS = {
  id: "business_123",
  name: "My Business",
  settings: { timezone: "America/New_York", business_hours: {} },
  created_at: CREATED,
  updated_at: CREATED,
};

export const AGENT = {
  id: "agent_123",
  business_id: "business_456",
  name: "Sales Agent",
  voice_settings: { voice_id: "voice_123", speed: 1, pitch: 1 },
  behavior_settings: { personality: "professional", conversation_style: "friendly" },
  is_active: true,
  created_at: CREATED,
};
export const AGENT_BODY = {
  name: "Sales Agent",
  voice_settings: { voice_id: "voice_123", speed: 1, pitch: 1 },
  behavior_settings: {
    personality: "professional",
    conversation_style: "friendly",
    escalation_triggers: ["angry", "confused"],
  },
  working_hours: { monday: { open: "09:00", close: "17:00" } },
};
export const AGENT_STATUS = {
  id: "agent_123",
  status: "active",
  active_calls: 2,
  total_calls_today: 15,
  uptime: 3_600_000,
};
export const agentStatusWords = { status: ["active", "inactive"] };

export const TOKEN = {
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
  user: { id: "user_123", email: "user@example.com", business_id: "business_456", role: "admin" },
  expires_in: 3600,
};
export const tokenWords = { "user.role": ["admin", "user", "agent"] };

export const CALL_STATUSES = ["completed", "failed", "in_progress"];
