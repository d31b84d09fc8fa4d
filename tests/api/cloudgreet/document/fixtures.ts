import type { Sending } from "../../support";
import type { Openness } from "./shape";
import type { World } from "./world";

/** One documented endpoint: the request as its example has it, and what the example shows of the answer. */
export interface Documented extends Openness {
  /** Who sends it: a person with a token unless said otherwise. */
  by?: "nobody" | "telnyx" | "retell";
  send?(world: World): Promise<Sending> | Sending;
  /** Default 200. */
  status?: 200 | 201;
  /** Default the envelope's usual one. */
  message?: string;
  /** The documented data; {} where no answer is shown. */
  data: object;
}

const CREATED = "2024-01-15T10:30:00Z";
const PAGES = { page: 1, limit: 20, total: 1, pages: 1 };
const list = ({ account }: World): Sending => ({ query: { business_id: account.businessId } });
const range = ({ account }: World): Sending => ({
  query: {
    business_id: account.businessId,
    start_date: "2024-01-01T00:00:00Z",
    end_date: "2024-02-01T00:00:00Z",
  },
});

const LEAD = {
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
const LEAD_STATUSES = ["new", "qualified", "unqualified", "converted"];
const SOURCES = ["call", "sms", "email", "web"];
const leadWords = { status: LEAD_STATUSES, source: SOURCES };

const APPOINTMENT = {
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
const APPOINTMENT_STATUSES = ["scheduled", "confirmed", "completed", "cancelled"];
const appointmentWords = { status: APPOINTMENT_STATUSES };

const BUSINESS = {
  id: "business_123",
  name: "My Business",
  settings: { timezone: "America/New_York", business_hours: {} },
  created_at: CREATED,
  updated_at: CREATED,
};

const AGENT = {
  id: "agent_123",
  business_id: "business_456",
  name: "Sales Agent",
  voice_settings: { voice_id: "voice_123", speed: 1, pitch: 1 },
  behavior_settings: { personality: "professional", conversation_style: "friendly" },
  is_active: true,
  created_at: CREATED,
};
const AGENT_BODY = {
  name: "Sales Agent",
  voice_settings: { voice_id: "voice_123", speed: 1, pitch: 1 },
  behavior_settings: {
    personality: "professional",
    conversation_style: "friendly",
    escalation_triggers: ["angry", "confused"],
  },
  working_hours: { monday: { open: "09:00", close: "17:00" } },
};
const AGENT_STATUS = {
  id: "agent_123",
  status: "active",
  active_calls: 2,
  total_calls_today: 15,
  uptime: 3_600_000,
};
const agentStatusWords = { status: ["active", "inactive"] };

const TOKEN = {
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...",
  user: { id: "user_123", email: "user@example.com", business_id: "business_456", role: "admin" },
  expires_in: 3600,
};
const tokenWords = { "user.role": ["admin", "user", "agent"] };

const CALL_STATUSES = ["completed", "failed", "in_progress"];

/** The document's endpoints in its order: its requests as they are sent, with ids that exist. */
export const DOCUMENTED: Record<string, Documented> = {
  "GET /health": {
    by: "nobody",
    send: () => ({ query: { detailed: "false", cache: "true" } }),
    data: {
      overall: "healthy",
      checks: [
        {
          name: "database",
          status: "healthy",
          message: "Database is healthy.",
          duration: 45,
          timestamp: CREATED,
        },
      ],
      timestamp: CREATED,
      version: "1.0.0",
      uptime: 86_400_000,
      environment: "production",
    },
  },

  "POST /auth/login": {
    by: "nobody",
    send: ({ account }) => ({ body: { email: account.email, password: "password123" } }),
    data: TOKEN,
    words: tokenWords,
  },
  "POST /auth/register": {
    by: "nobody",
    send: ({ account }) => ({
      body: {
        email: `second.${account.email}`,
        password: "password123",
        business_name: "My Business",
        first_name: "John",
        last_name: "Doe",
      },
    }),
    status: 201,
    data: TOKEN,
    words: tokenWords,
  },
  "POST /auth/forgot-password": {
    by: "nobody",
    send: () => ({ body: { email: "user@example.com" } }),
    message: "If an account exists, a reset link has been sent",
    data: {},
  },
  "POST /auth/reset-password": {
    by: "nobody",
    send: async (world) => ({ body: { token: await world.resetToken(), password: "newpassword123" } }),
    message: "Your password has been changed",
    data: {},
  },

  "GET /businesses": {
    send: () => ({ query: { page: "1", limit: "20", search: "My" } }),
    data: { businesses: [BUSINESS], pagination: PAGES },
  },
  "POST /businesses": {
    send: () => ({
      body: {
        name: "My Business",
        settings: {
          timezone: "America/New_York",
          business_hours: {
            monday: { open: "09:00", close: "17:00" },
            tuesday: { open: "09:00", close: "17:00" },
          },
        },
      },
    }),
    status: 201,
    data: {
      ...BUSINESS,
      settings: {
        timezone: "America/New_York",
        business_hours: {
          monday: { open: "09:00", close: "17:00" },
          tuesday: { open: "09:00", close: "17:00" },
        },
      },
    },
  },
  "GET /businesses/{id}": { send: ({ account }) => ({ id: account.businessId }), data: BUSINESS },
  "PUT /businesses/{id}": {
    send: ({ account }) => ({
      id: account.businessId,
      body: { name: "Updated Business Name", settings: { timezone: "America/Los_Angeles" } },
    }),
    data: BUSINESS,
  },

  "GET /agents": {
    send: async (world) => {
      const { businessId: business_id } = world.account;
      await world.ask("POST /agents", { as: world.account, body: { business_id, ...AGENT_BODY } });
      return { query: { business_id, status: "active" } };
    },
    data: { agents: [AGENT] },
    // Every business has a receptionist, which speaks with the vendor's own voice until another is chosen.
    nullable: ["agents[].voice_settings.voice_id"],
  },
  "POST /agents": {
    send: ({ account }) => ({ body: { business_id: account.businessId, ...AGENT_BODY } }),
    status: 201,
    data: AGENT,
  },
  "POST /agents/{id}/start": {
    send: async (world) => ({ id: await world.agent() }),
    data: AGENT_STATUS,
    words: agentStatusWords,
  },
  "POST /agents/{id}/stop": {
    send: async (world) => ({ id: await world.agent() }),
    data: AGENT_STATUS,
    words: agentStatusWords,
  },
  "GET /agents/{id}/status": {
    send: async (world) => ({ id: await world.agent() }),
    data: AGENT_STATUS,
    words: agentStatusWords,
  },

  "GET /leads": {
    send: async (world) => {
      await world.lead();
      const { businessId: business_id } = world.account;
      return { query: { business_id, status: "new", source: "call", page: "1", limit: "20" } };
    },
    data: { leads: [LEAD], pagination: PAGES },
    words: { "leads[].status": LEAD_STATUSES, "leads[].source": SOURCES },
  },
  "POST /leads": {
    send: ({ account }) => ({
      body: {
        business_id: account.businessId,
        phone: "+1234567890",
        name: "John Doe",
        email: "john@example.com",
        source: "web",
        notes: "Interested in premium package",
      },
    }),
    status: 201,
    data: LEAD,
    words: leadWords,
  },
  "GET /leads/{id}": { send: async (world) => ({ id: await world.lead() }), data: LEAD, words: leadWords },
  "PUT /leads/{id}": {
    send: async (world) => ({
      id: await world.lead(),
      body: {
        name: "John Smith",
        email: "johnsmith@example.com",
        status: "qualified",
        notes: "Updated notes",
      },
    }),
    data: LEAD,
    words: leadWords,
  },
  "POST /leads/{id}/qualify": {
    send: async (world) => ({
      id: await world.lead(),
      body: { criteria: { budget: "high", timeline: "immediate", decision_maker: true } },
    }),
    data: LEAD,
    words: leadWords,
  },

  "GET /appointments": {
    send: async (world) => {
      await world.appointment();
      return { query: { ...(range(world).query as object), status: "scheduled", page: "1", limit: "20" } };
    },
    data: { appointments: [APPOINTMENT], pagination: PAGES },
    words: { "appointments[].status": APPOINTMENT_STATUSES },
  },
  "POST /appointments": {
    send: async (world) => ({
      body: {
        business_id: world.account.businessId,
        lead_id: await world.lead(),
        scheduled_date: "2024-01-20T14:00:00Z",
        duration: 30,
        type: "consultation",
        notes: "Initial consultation call",
      },
    }),
    status: 201,
    data: APPOINTMENT,
    words: appointmentWords,
  },
  "GET /appointments/{id}": {
    send: async (world) => ({ id: await world.appointment() }),
    data: APPOINTMENT,
    words: appointmentWords,
  },
  "PUT /appointments/{id}": {
    send: async (world) => ({
      id: await world.appointment(),
      body: { scheduled_date: "2024-01-21T15:00:00Z", status: "confirmed", notes: "Updated notes" },
    }),
    data: APPOINTMENT,
    words: appointmentWords,
  },
  "DELETE /appointments/{id}": {
    send: async (world) => ({ id: await world.appointment() }),
    data: APPOINTMENT,
    words: appointmentWords,
  },
  "POST /appointments/{id}/remind": {
    send: async (world) => {
      await world.number();
      return {
        id: await world.appointment(),
        body: { method: "sms", message: "Reminder: You have an appointment tomorrow at 2 PM" },
      };
    },
    data: {},
  },

  "GET /calls": {
    send: async (world) => {
      await world.call();
      const { businessId: business_id } = world.account;
      return { query: { business_id, status: "completed", page: "1", limit: "20" } };
    },
    data: {
      calls: [
        {
          id: "call_123",
          business_id: "business_456",
          lead_id: "lead_789",
          phone: "+1234567890",
          duration: 180,
          status: "completed",
          recording_url: "https://recordings.example.com/call_123.mp3",
          transcript: "Hello, this is John...",
          created_at: CREATED,
        },
      ],
      pagination: PAGES,
    },
    words: { "calls[].status": CALL_STATUSES },
    // There may be no lead of a call, nothing said, nothing recorded.
    nullable: ["calls[].lead_id", "calls[].recording_url", "calls[].transcript"],
  },
  "GET /sms": { send: list, data: { pagination: PAGES } },
  "POST /sms": {
    send: async (world) => {
      await world.number();
      return {
        body: {
          business_id: world.account.businessId,
          lead_id: await world.lead(),
          phone: "+1234567890",
          message: "Thank you for your interest! We'll call you soon.",
        },
      };
    },
    status: 201,
    data: {},
  },
  "GET /emails": { send: list, data: { pagination: PAGES } },
  "POST /emails": {
    send: async (world) => ({
      body: {
        business_id: world.account.businessId,
        lead_id: await world.lead(),
        to: "john@example.com",
        subject: "Thank you for your interest",
        content: "Thank you for your interest in our services...",
      },
    }),
    status: 201,
    data: {},
  },

  "GET /analytics/overview": {
    send: range,
    data: {
      leads: { total: 150, new_today: 5, qualified: 45, converted: 12 },
      appointments: { total: 80, scheduled_today: 3, completed: 65, cancelled: 8 },
      calls: { total: 200, today: 15, average_duration: 180, success_rate: 0.85 },
      revenue: { total: 50_000, this_month: 5_000, growth_rate: 0.15 },
    },
  },
  "GET /analytics/leads/scored": { send: range, data: {} },

  "POST /webrtc/webhook": {
    by: "telnyx",
    send: () => ({
      body: {
        event_type: "call.answered",
        data: {
          call_control_id: "call_123",
          call_leg_id: "leg_456",
          from: "+1234567890",
          to: "+0987654321",
        },
      },
    }),
    data: {},
  },
  "POST /sms/webhook": {
    by: "telnyx",
    send: () => ({
      body: {
        event_type: "message.received",
        data: { from: "+1234567890", to: "+0987654321", text: "Hello, I'm interested in your services" },
      },
    }),
    data: {},
  },
  "POST /retell/webhook": {
    by: "retell",
    send: () => ({
      body: {
        event_type: "conversation.ended",
        data: {
          conversation_id: "conv_123",
          transcript: "Hello, this is John...",
          outcome: "appointment_scheduled",
        },
      },
    }),
    data: {},
  },
};

/** Documented and not served yet. */
export const PENDING: readonly string[] = [
  "POST /appointments/{id}/remind",
  "GET /emails",
  "POST /emails",
  "GET /analytics/overview",
  "GET /analytics/leads/scored",
];
