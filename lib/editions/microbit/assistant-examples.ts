const AT = "2026-01-15T10:30:00.000Z";

const assistant = {
  id: "ast_01kcqxz8n0fjyt2s7w5r3q9m4e",
  workspace_id: "ws_01kcqxyv7geh8s6wq2r4n5t9ab",
  name: "Support Bot",
  phone_number: "+15550300",
  instructions: "You are a helpful customer support assistant for Acme Corp...",
  voice: "en-US-Neural2-J",
  language: "en-US",
  provider: "twilio",
  callerai_id: "agent_5f2c7e1b9d",
  status: "active" as const,
  sync_status: "synced" as const,
  sync_error: "",
  phone_number_status: "pending" as const,
  phone_number_problem: "Twilio has not said yet that your account owns this number.",
  created_at: AT,
  updated_at: AT,
};
const { name, instructions, voice, provider } = assistant;
const updated = { name: "Updated Name", instructions: "New instructions...", status: "active" as const };
const voiced = { voice: "en-US-Neural2-C", language: "en-US" };

export const assistantExamples = {
  list: { response: { assistants: [assistant] } },
  create: {
    body: {
      name,
      phone_number: "+1-555-0300",
      instructions,
      voice,
      provider,
      provider_config: { account_sid: "AC...", auth_token: "..." },
    },
    response: { assistant },
  },
  get: { response: { assistant } },
  update: { body: updated, response: { assistant: { ...assistant, ...updated } } },
  voice: { body: voiced, response: { assistant: { ...assistant, ...voiced } } },
  remove: { response: { message: "Assistant deleted" } },
};

export const calleraiExamples = {
  numbers: {
    response: {
      phone_numbers: [
        {
          number: "+13125550123",
          friendly_name: "+1 (312) 555-0123",
          capabilities: ["voice" as const, "sms" as const],
        },
      ],
    },
  },
  voices: {
    response: { voices: [{ id: "11labs-Adrian", name: "Adrian (American)", gender: "male" as const }] },
  },
  providers: {
    response: {
      providers: [
        {
          id: "twilio" as const,
          name: "Twilio",
          fields: [
            { name: "account_sid", type: "string" as const, required: true },
            { name: "auth_token", type: "password" as const, required: true },
          ],
        },
        { id: "telnyx" as const, name: "Telnyx", fields: [] },
      ],
    },
  },
};
