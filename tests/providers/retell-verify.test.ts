import fc from "fast-check";
import { Retell } from "retell-sdk";
import { describe, expect, it } from "vitest";
import { signRetell } from "@/lib/providers/retell/sign";
import { receiveRetell, receiveToolRequest, verifyRetell } from "@/lib/providers/retell/verify";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

const key = "key_0123456789abcdef";
const now = new Date("2026-03-02T14:00:00.123Z");
const rawBody = '{"event": "call_started","call":{"call_id":"call_1","from_number":"é"}}';
const headers = await signRetell(rawBody, key, now);
const signature = headers["x-retell-signature"] ?? "";

const reasonOf = async (change: {
  rawBody?: string;
  headers?: Record<string, string>;
  now?: Date;
  keys?: string[];
}) => {
  try {
    await verifyRetell({ rawBody, headers, now, keys: [key], ...change });
    return "accepted";
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    return error.reason;
  }
};
const shifted = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const signed = (value: string) => ({ headers: { "x-retell-signature": value } });

describe("a Retell signature is believed", () => {
  it("when it fits, five minutes away at most, under any of the keys", async () => {
    expect(await reasonOf({})).toBe("accepted");
    expect(await reasonOf({ now: shifted(300_000) })).toBe("accepted");
    expect(await reasonOf({ now: shifted(-300_000) })).toBe("accepted");
    expect(await reasonOf({ keys: ["key_old", key] })).toBe("accepted");
    await verifyRetell({ rawBody, headers: new Headers(headers), now, keys: [key] });
  });
  it("exactly when the SDK believes it", async () => {
    const real = await Retell.sign(rawBody, key);
    expect(await Retell.verify(rawBody, key, real)).toBe(true);
    expect(await reasonOf({ ...signed(real), now: new Date() })).toBe("accepted");
  });
});

describe("a Retell signature is refused", () => {
  it("301 seconds late or early", async () => {
    expect(await reasonOf({ now: shifted(301_000) })).toBe("stale");
    expect(await reasonOf({ now: shifted(-301_000) })).toBe("stale");
  });
  it("when missing, empty, of the wrong length or form", async () => {
    expect(await reasonOf({ headers: {} })).toBe("unsigned");
    expect(await reasonOf(signed(""))).toBe("unsigned");
    expect(await reasonOf(signed(signature.slice(0, -1)))).toBe("forged");
    expect(await reasonOf(signed(`${signature}0`))).toBe("forged");
    expect(await reasonOf(signed("d=00"))).toBe("forged");
  });
  it("over a body that was read and written again", async () => {
    expect(await reasonOf({ rawBody: JSON.stringify(JSON.parse(rawBody)) })).toBe("forged");
  });
  it("under another key, an empty one and none", async () => {
    expect(await reasonOf({ keys: ["key_other"] })).toBe("forged");
    expect(await reasonOf({ keys: [""] })).toBe("forged");
    expect(await reasonOf({ keys: [] })).toBe("forged");
  });
  it("when the time in it is another", async () => {
    const moved = signature.replace(String(now.getTime()), String(now.getTime() + 1));
    expect(await reasonOf(signed(moved))).toBe("forged");
  });
  it("with any hex digit changed", async () => {
    const digits = signature.split("d=")[1] ?? "";
    await fc.assert(
      fc.asyncProperty(fc.nat(digits.length - 1), async (index) => {
        const other = digits[index] === "0" ? "1" : "0";
        const forged = digits.slice(0, index) + other + digits.slice(index + 1);
        expect(await reasonOf(signed(`v=${now.getTime()},d=${forged}`))).toBe("forged");
      }),
    );
  });
});

describe("receiving", () => {
  it("gives events and tool requests of signed bodies, and rejects the rest", async () => {
    const delivery = { rawBody, headers, now, keys: [key] };
    expect(await receiveRetell(delivery)).toMatchObject({
      type: "call_started",
      eventId: "call_started:call_1",
    });
    await expect(receiveToolRequest(delivery)).rejects.toMatchObject({ reason: "malformed" });
    await expect(receiveRetell({ ...delivery, rawBody: `${rawBody} ` })).rejects.toMatchObject({
      reason: "forged",
    });
    const tool = JSON.stringify({ name: "book", call: { call_id: "call_1" }, args: { at: "3" } });
    const request = { ...delivery, rawBody: tool, headers: await signRetell(tool, key, now) };
    expect(await receiveToolRequest(request)).toMatchObject({ tool: "book", arguments: { at: "3" } });
  });
});
