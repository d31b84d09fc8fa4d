import type { Documented } from "./documented";
import { CALL_STATUSES, CREATED, list, PAGES, range } from "./values";

/** Calls, messages, figures and webhooks, as the document has them. */
export const COMMUNICATIONS: Record<string, Documented> = {
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
