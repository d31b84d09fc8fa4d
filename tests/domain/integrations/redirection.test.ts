import { expect, it } from "vitest";
import { DomainError } from "@/lib/domain/errors";
import type { Config } from "@/lib/domain/integrations/config";
import { mergeBound } from "@/lib/domain/integrations/redirection";

const SECRET = "the owner's secret";
const MAIL = { host: "mail.good.example", username: "desk", from: "a@good.example" };
const EVIL = "mail.evil.example";

/** What is left after changes one after the other; a refused one changes nothing. */
const after = (type: "email" | "twilio" | "n8n", stored: Config, ...changes: Config[]): Config =>
  changes.reduce((config, change) => {
    try {
      return mergeBound(type, config, change);
    } catch (error) {
      if (error instanceof DomainError) return config;
      throw error;
    }
  }, stored);

it.each<[Config, Config[]]>([
  [{ ...MAIL, password: SECRET }, [{ host: EVIL, Password: "x" }, { Password: "" }]],
  [{ ...MAIL, password: SECRET }, [{ host: EVIL, auth: { pass: "x" } }, { auth: { pass: "" } }]],
  [{ ...MAIL, auth: { user: "desk", pass: SECRET } }, [{ host: EVIL, password: "x" }, { password: null }]],
  [{ ...MAIL, smtp_pass: SECRET }, [{ host: "", smtp_host: EVIL, password: "x" }, { password: "" }]],
  [{ ...MAIL, password: SECRET }, [{ port: 2525, Pass: "x" }, { Pass: null }]],
  [{ ...MAIL, password: SECRET }, [{ secure: true, Pass: "x" }, { Pass: null }]],
  [{ ...MAIL, password: SECRET, backup: [{ token: SECRET }] }, [{ host: EVIL, password: "x" }]],
])("no spelling of %j brings a password to another server", (stored, changes) => {
  expect(JSON.stringify(after("email", stored, ...changes))).not.toContain(SECRET);
});

it("a password that is sent with its new server goes there, whatever it was before", () => {
  const sent = { host: "mail.new.example", auth: { user: "desk", pass: SECRET } };
  expect(mergeBound("email", { ...MAIL, password: SECRET }, sent)).toEqual({ ...MAIL, ...sent });
});

it("a token of Twilio stays with its account", () => {
  const stored = { accountSid: "AC0123456789", authToken: SECRET, phoneNumber: "+12175550188" };
  expect(() => mergeBound("twilio", stored, { accountSid: "AC9999999999" })).toThrow(
    expect.objectContaining({
      code: "validation_failed",
      detail: {
        fields: { "config.authToken": ["Enter the auth token again: it was entered for another account."] },
      },
    }),
  );
  expect(after("twilio", stored, { accountSid: "AC9999999999", Token: "new" }, { Token: "" })).toEqual({
    accountSid: "AC9999999999",
    phoneNumber: "+12175550188",
    Token: "",
  });
  expect(mergeBound("twilio", stored, { phoneNumber: "+12175550199" })).toMatchObject({ authToken: SECRET });
});

it("the secret of a workflow stays when its address changes: it signs, and is never sent", () => {
  const stored = { webhookUrl: "https://n8n.example.com/a", secret: "0123456789abcdef" };
  expect(mergeBound("n8n", stored, { webhookUrl: "https://other.example.com/b" })).toEqual({
    webhookUrl: "https://other.example.com/b",
    secret: "0123456789abcdef",
  });
});
