import { pagination } from "@/lib/http/wire";
import { ids } from "./ids";

const AT = "2026-01-15T10:30:00.000Z";
const MADE_AND_CHANGED = { created_at: AT, updated_at: AT };
const BUSINESS = ids.write("business", "019b76da-9a8c-7bf5-a2e3-d1c0f4e5a6b7");
const LEAD = ids.write("lead", "019b76db-1f20-7c31-8d4e-5a6b7c8d9e0f");
const ONE_PAGE = pagination({ page: 1, limit: 20, total: 1, items: [] });

/** Values of the published document, with ids of our form; the reference shows them. */
const business = {
  id: BUSINESS,
  name: "My Business",
  settings: {
    timezone: "America/New_York",
    business_hours: {
      monday: { open: "09:00", close: "17:00" },
      tuesday: { open: "09:00", close: "17:00" },
    },
  },
  ...MADE_AND_CHANGED,
};
const lead = {
  id: LEAD,
  business_id: BUSINESS,
  phone: "+1234567890",
  name: "John Doe",
  email: "john@example.com",
  status: "qualified" as const,
  source: "web" as const,
  qualification_score: 85,
  notes: "Interested in premium package",
  ...MADE_AND_CHANGED,
};
const appointment = {
  id: ids.write("appointment", "019b76dc-2a31-7d42-9e5f-6b7c8d9e0f1a"),
  business_id: BUSINESS,
  lead_id: LEAD,
  scheduled_date: "2026-01-20T14:00:00.000Z",
  duration: 30,
  status: "scheduled" as const,
  type: "consultation",
  notes: "Initial consultation call",
  ...MADE_AND_CHANGED,
};
const call = {
  id: ids.write("call", "019b76dd-3b42-7e53-8f60-7c8d9e0f1a2b"),
  business_id: BUSINESS,
  lead_id: LEAD,
  phone: "+1234567890",
  duration: 180,
  status: "completed" as const,
  recording_url: "https://recordings.example.com/call.mp3",
  transcript: "Caller: Hello, this is John…",
  created_at: AT,
};
const token = {
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…",
  user: {
    id: ids.write("user", "019b76de-4c53-7f64-9a71-8d9e0f1a2b3c"),
    email: "user@example.com",
    business_id: BUSINESS,
    role: "admin" as const,
    first_name: "John",
    last_name: "Doe",
  },
  expires_in: 3600,
};
const { email } = token.user;

export const businessExamples = {
  list: { response: { businesses: [business], pagination: ONE_PAGE } },
  one: { response: business },
  create: { body: { name: business.name, settings: business.settings }, response: business },
  update: {
    body: { name: "Updated Business Name", settings: { timezone: "America/Los_Angeles" } },
    response: {
      ...business,
      name: "Updated Business Name",
      settings: { ...business.settings, timezone: "America/Los_Angeles" },
    },
  },
};

export const leadExamples = {
  list: { response: { leads: [lead], pagination: ONE_PAGE } },
  one: { response: lead },
  create: {
    body: {
      business_id: BUSINESS,
      phone: lead.phone,
      name: lead.name,
      email: lead.email,
      source: lead.source,
      notes: lead.notes,
    },
    response: { ...lead, status: "new" as const },
  },
  update: {
    body: {
      name: "John Smith",
      email: "johnsmith@example.com",
      status: "qualified",
      notes: "Updated notes",
    },
    response: { ...lead, name: "John Smith", email: "johnsmith@example.com", notes: "Updated notes" },
  },
};

export const appointmentExamples = {
  list: { response: { appointments: [appointment], pagination: ONE_PAGE } },
  one: { response: appointment },
  create: {
    body: {
      business_id: BUSINESS,
      lead_id: LEAD,
      scheduled_date: "2026-01-20T14:00:00Z",
      duration: 30,
      type: appointment.type,
      notes: appointment.notes,
    },
    response: appointment,
  },
  update: {
    body: { scheduled_date: "2026-01-21T15:00:00Z", status: "confirmed", notes: "Updated notes" },
    response: {
      ...appointment,
      scheduled_date: "2026-01-21T15:00:00.000Z",
      status: "confirmed" as const,
      notes: "Updated notes",
    },
  },
  cancel: { response: { ...appointment, status: "cancelled" as const } },
};

export const callExamples = { list: { response: { calls: [call], pagination: ONE_PAGE } } };

export const authExamples = {
  login: { body: { email, password: "password123" }, response: token },
  register: {
    body: {
      email,
      password: "password123",
      business_name: "My Business",
      first_name: "John",
      last_name: "Doe",
    },
    response: token,
  },
  forgotPassword: { body: { email }, response: {} },
  resetPassword: { body: { token: "reset_token_123", password: "newpassword123" }, response: {} },
};

export const healthExample = {
  response: {
    overall: "healthy" as const,
    checks: [
      {
        name: "database",
        status: "healthy" as const,
        message: "Database is healthy. Query time: 45ms",
        duration: 45,
        timestamp: AT,
      },
    ],
    timestamp: AT,
    version: "1.0.0",
    uptime: 86_400_000,
    environment: "production",
  },
};

const received = { received: true as const, status: "handled" };
export const webhookExamples = {
  voice: {
    body: {
      event_type: "call.answered",
      data: {
        call_control_id: "call_123",
        call_leg_id: "leg_456",
        from: "+1234567890",
        to: "+10987654321",
      },
    },
    response: received,
  },
  sms: {
    body: {
      event_type: "message.received",
      data: {
        from: "+1234567890",
        to: "+10987654321",
        text: "Hello, I'm interested in your services",
      },
    },
    response: received,
  },
  retell: {
    body: {
      event_type: "conversation.ended",
      data: {
        conversation_id: "conv_123",
        transcript: "Hello, this is John...",
        outcome: "appointment_scheduled",
      },
    },
    response: received,
  },
};
