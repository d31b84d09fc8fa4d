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
