import type { Documented } from "./documented";
import {
  AGENT,
  AGENT_BODY,
  AGENT_STATUS,
  APPOINTMENT,
  APPOINTMENT_STATUSES,
  agentStatusWords,
  appointmentWords,
  BUSINESS,
  CREATED,
  LEAD,
  LEAD_STATUSES,
  leadWords,
  PAGES,
  range,
  SOURCES,
  TOKEN,
  tokenWords,
} from "./values";

/** Accounts, businesses, agents, leads and appointments, as the document has them. */
export const RECORDS: Record<string, Documented> = {
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
        // The document's own number cannot exist, and no text is sent to it.
        id: await world.appointment("+12025550143"),
        body: { method: "sms", message: "Reminder: You have an appointment tomorrow at 2 PM" },
      };
    },
    status: 201,
    data: {},
  },
};
