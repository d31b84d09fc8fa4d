import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskConfig, mergeConfig } from "@/lib/domain/integrations/config";

const SID = "AC5ef8732a3c49700934481addd5ce1659";
const TOKEN = "12345678901234567890123456a1c8d1";

describe("what is shown of a config", () => {
  it.each([
    [
      { accountSid: SID, authToken: TOKEN },
      { accountSid: SID, authToken: "••••••••c8d1" },
    ],
    [
      { auth_token: TOKEN, "xi-api-key": TOKEN },
      { auth_token: "••••••••c8d1", "xi-api-key": "••••••••c8d1" },
    ],
    [{ password: "hunter2" }, { password: "••••••••" }],
    [{ auth: { user: "jane", pass: "hunter2" } }, { auth: { user: "jane", pass: "••••••••" } }],
    [
      { credentials: { a: ["one", { b: "two" }], n: 7 } },
      { credentials: { a: ["••••••••", { b: "••••••••" }], n: "••••••••" } },
    ],
    [
      { publishableKey: "pk_test_123", secretKey: "sk_test_1234567890abcd" },
      { publishableKey: "pk_test_123", secretKey: "••••••••abcd" },
    ],
    [{ url: "smtps://jane:hunter2@mail.example.com" }, { url: "smtps://jane:••••••••@mail.example.com" }],
    [
      { webhookUrl: "https://n8n.example.com/webhook/7?x=a@b" },
      { webhookUrl: "https://n8n.example.com/webhook/7?x=a@b" },
    ],
    [
      { port: 587, secure: false, note: null, secret: "" },
      { port: 587, secure: false, note: null, secret: "" },
    ],
  ])("%j", (config, shown) => {
    expect(maskConfig(config)).toEqual(shown);
  });
});

describe("what is sent over what is stored", () => {
  const stored = {
    accountSid: SID,
    authToken: TOKEN,
    nested: { secret: "abc", list: [{ token: "t1" }, { token: "t2" }] },
  };

  it("keeps what is left out and what comes back masked, in objects and lists, too", () => {
    expect(mergeConfig(stored, {})).toEqual(stored);
    expect(mergeConfig(stored, maskConfig(stored))).toEqual(stored);
    expect(mergeConfig(stored, { nested: { list: [{ token: "••••••••" }, { token: "new" }] } })).toEqual({
      ...stored,
      nested: { secret: "abc", list: [{ token: "t1" }, { token: "new" }] },
    });
  });

  it("takes what is new, null included", () => {
    expect(mergeConfig(stored, { authToken: "another", phoneNumber: null })).toEqual({
      ...stored,
      authToken: "another",
      phoneNumber: null,
    });
  });

  it.each([
    [{ authToken: "••••••••9999" }, "config.authToken"],
    [{ apiKey: "••••••••" }, "config.apiKey"],
    [{ nested: { list: [{}, {}, { token: "••••••••" }] } }, "config.nested.list.2.token"],
    [{ constructor: "••••••••" }, "config.constructor"],
  ])("refuses dots that stand for nothing that is stored: %j", (sent, field) => {
    expect(() => mergeConfig(stored, sent)).toThrow(
      expect.objectContaining({ detail: { fields: { [field]: [expect.stringContaining("dots")] } } }),
    );
  });

  it("refuses what is too long or too deep", () => {
    expect(() => mergeConfig({}, { note: "x".repeat(20_001) })).toThrow("longer");
    const deep = JSON.parse(`${'{"a":'.repeat(9)}1${"}".repeat(9)}`) as Record<string, unknown>;
    expect(() => mergeConfig({}, deep)).toThrow("deeper");
  });

  it("sent back as shown, any config stays what it was, and no secret is in what is shown", () => {
    const name = fc.constantFrom(
      "authToken",
      "apiKey",
      "note",
      "__proto__",
      "constructor",
      "password",
      "host",
    );
    const value = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.string({ minLength: 1 }).filter((text) => !text.includes("•")),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(name, tie("node"), { maxKeys: 3 }),
      ),
    })).node;
    fc.assert(
      fc.property(fc.dictionary(name, value, { maxKeys: 4 }), (config) => {
        const shown = maskConfig(config);
        expect(mergeConfig(config, shown)).toEqual(config);
        if (typeof config.authToken === "string" && config.authToken.length > 5)
          expect(JSON.stringify(shown.authToken)).not.toContain(config.authToken);
      }),
    );
  });
});
