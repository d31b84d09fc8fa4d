import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { describe, expect, it } from "vitest";
import { formOf } from "@/lib/providers/twilio/form";
import { accountNamedIn, signatureOf, signersOf } from "@/lib/providers/twilio/verify";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

const URLS = ["https://desk.example/api/webhooks/twilio?step=keys&for=CA1"];
const [URL = ""] = URLS;
const TOKEN = "12345678901234567890123456a1c8d1";
const holder = { name: "ours", authToken: TOKEN };
const RAW = "CallSid=CA1&From=%2B12025550133&Body=caf%C3%A9+%26+more&Empty=";

const signed = (rawBody: string, token = TOKEN, url = URL) =>
  signatureOf(token, url, formOf(rawBody)).toString("base64");
const signers = (parts: {
  signature?: string;
  rawBody?: string;
  urls?: string[];
  holders?: (typeof holder)[];
}) =>
  signersOf({
    rawBody: parts.rawBody ?? RAW,
    headers: parts.signature === undefined ? {} : { "X-Twilio-Signature": parts.signature },
    urls: parts.urls ?? URLS,
    holders: parts.holders ?? [holder],
  });
const refusal = (parts: Parameters<typeof signers>[0]) => {
  try {
    return signers(parts);
  } catch (error) {
    return error instanceof WebhookRefused ? error.reason : error;
  }
};

describe("a signature", () => {
  it.each([
    RAW,
    "",
    "b=2&a=1&A=0",
    "a=2&a=1&a=2",
    "MediaUrl0=https%3A%2F%2Fapi.twilio.com%2F1%3Fx%3D1%26y%3D2",
    "Body=%F0%9F%98%80",
  ])("is that of Twilio's own library: %j", (rawBody) => {
    const params: Record<string, string | string[]> = {};
    for (const [name, values] of formOf(rawBody))
      params[name] = values.length > 1 ? [...values] : (values[0] ?? "");
    expect(signed(rawBody)).toBe(getExpectedTwilioSignature(TOKEN, URL, params));
  });

  it("tells whose token it was made with, and by which of our addresses", () => {
    const other = { name: "another", authToken: "0".repeat(32) };
    expect(signers({ signature: signed(RAW), holders: [other, holder] })).toEqual([holder]);
    expect(signers({ signature: signed(RAW), urls: ["https://other.example/", URL] })).toEqual([holder]);
  });

  it.each([
    ["is missing", {}, "unsigned"],
    ["is no base64 of 20 bytes", { signature: "AAAA" }, "forged"],
    ["was made with another token", { signature: signed(RAW, "0".repeat(32)) }, "forged"],
    ["was made for another address", { signature: signed(RAW, TOKEN, "https://other.example/") }, "forged"],
    ["was made for another body", { signature: signed("CallSid=CA2") }, "forged"],
    ["fits, but nobody has the account", { signature: signed(RAW), holders: [] }, "forged"],
  ])("that %s is refused", (_, parts, reason) => {
    expect(refusal(parts)).toBe(reason);
  });
});

describe("the account of a request", () => {
  it("is what it says, where that can be one", () => {
    expect(accountNamedIn(`AccountSid=AC${"a".repeat(32)}`)).toBe(`AC${"a".repeat(32)}`);
    for (const raw of ["", "AccountSid=", "AccountSid=US1", "AccountSid=AC1'--", "accountsid=AC1"])
      expect(accountNamedIn(raw)).toBe(null);
  });
});
