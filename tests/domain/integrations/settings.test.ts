import { describe, expect, it } from "vitest";
import { readSettings } from "@/lib/domain/integrations/settings";

const SID = "AC5ef8732a3c49700934481addd5ce1659";

describe("what an account needs, in whichever spelling it comes", () => {
  it.each([
    [
      "twilio",
      { accountSid: SID, authToken: "t", phoneNumber: "(217) 555-0100" },
      { accountSid: SID, authToken: "t", phoneNumber: "+12175550100" },
    ],
    [
      "twilio",
      { account_sid: SID, auth_token: "t", from: "+12175550100" },
      { accountSid: SID, authToken: "t", phoneNumber: "+12175550100" },
    ],
    [
      "twilio",
      { SID, Token: "t", phoneNumber: null },
      { accountSid: SID, authToken: "t", phoneNumber: null },
    ],
    ["eleven_labs", { apiKey: "k" }, { apiKey: "k" }],
    ["eleven_labs", { "xi-api-key": "k", voiceId: "v" }, { apiKey: "k" }],
    [
      "n8n",
      { webhookUrl: "https://n8n.example.com/w", secret: "0123456789abcdef" },
      { webhookUrl: "https://n8n.example.com/w", secret: "0123456789abcdef" },
    ],
    [
      "n8n",
      { url: "http://localhost:5678/w", webhook_secret: "0123456789abcdef" },
      { webhookUrl: "http://localhost:5678/w", secret: "0123456789abcdef" },
    ],
    ["stripe", { apiKey: "sk_test_1" }, { secretKey: "sk_test_1" }],
    [
      "email",
      { host: "mail.example.com", port: "465", user: "u", pass: "p", from: "a@example.com" },
      {
        host: "mail.example.com",
        port: 465,
        isSecure: true,
        username: "u",
        password: "p",
        from: "a@example.com",
      },
    ],
    [
      "email",
      { smtpHost: "mail.example.com", auth: { user: "u", pass: "p" }, from_email: "a@example.com" },
      {
        host: "mail.example.com",
        port: 587,
        isSecure: false,
        username: "u",
        password: "p",
        from: "a@example.com",
      },
    ],
    [
      "email",
      { host: "mail.example.com", secure: "true", from: "a@example.com" },
      {
        host: "mail.example.com",
        port: 465,
        isSecure: true,
        username: null,
        password: null,
        from: "a@example.com",
      },
    ],
  ] as const)("%s %j", (type, config, settings) => {
    expect(readSettings(type, config)).toEqual({ settings });
  });
});

describe("what is missing or wrong, in words for the owner", () => {
  it.each([
    ["twilio", {}, "The Account SID is missing. The Auth Token is missing."],
    ["twilio", { accountSid: "SK1", authToken: "t" }, "The Account SID is none: it begins with AC."],
    [
      "twilio",
      { accountSid: SID, authToken: " ", phoneNumber: "+12175550100" },
      "The Auth Token is missing.",
    ],
    [
      "twilio",
      { accountSid: SID, authToken: "t", phoneNumber: "none" },
      "The phone number is none. Write it as +12175550188.",
    ],
    ["eleven_labs", { apiKey: 7 }, "The API key is missing."],
    [
      "n8n",
      { webhookUrl: "ftp://x", secret: "0123456789abcdef" },
      "The webhook address is none. Write it as https://n8n.example.com/webhook/…",
    ],
    [
      "n8n",
      { webhookUrl: "https://x.example", secret: "short" },
      "The secret is too short: take at least 16 characters.",
    ],
    ["stripe", { secretKey: "pk_test_1" }, "The secret key is none: it begins with sk_ or rk_."],
    [
      "email",
      { host: "h", port: 0, from: "nobody" },
      "The port is a number from 1 to 65535. The sender's address is no e-mail address.",
    ],
  ] as const)("%s %j", (type, config, problem) => {
    expect(readSettings(type, config)).toEqual({ problem });
  });
});
