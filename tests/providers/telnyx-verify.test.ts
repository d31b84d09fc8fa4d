import fc from "fast-check";
import { TelnyxWebhook } from "telnyx/lib/webhooks";
import { describe, expect, it } from "vitest";
import { makeTelnyxKeys, signTelnyx } from "@/lib/providers/telnyx/sign";
import { receiveTelnyx, verifyTelnyx } from "@/lib/providers/telnyx/verify";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

const { privateKey, publicKey } = makeTelnyxKeys();
const now = new Date("2026-03-02T14:00:00.000Z");
const rawBody = '{"data": {"event_type":"call.answered","id":"e1","payload":{"call_control_id":"v3:é"}}}';
const headers = signTelnyx(rawBody, privateKey, now);

const reasonOf = (change: {
  rawBody?: string;
  headers?: Record<string, string>;
  now?: Date;
  publicKeys?: string[];
}) => {
  try {
    verifyTelnyx({ rawBody, headers, now, publicKeys: [publicKey], ...change });
    return "accepted";
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    return error.reason;
  }
};
const shifted = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe("a Telnyx signature is believed", () => {
  it("when it fits, from an object, from Headers, and in any case of the names", () => {
    expect(reasonOf({})).toBe("accepted");
    expect(verifyTelnyx({ rawBody, headers: new Headers(headers), now, publicKeys: [publicKey] })).toEqual(
      now,
    );
    const upper = Object.fromEntries(
      Object.entries(headers).map(([key, value]) => [key.toUpperCase(), value]),
    );
    expect(reasonOf({ headers: upper })).toBe("accepted");
  });
  it("up to 300 seconds away on both sides", () => {
    expect(reasonOf({ now: shifted(300) })).toBe("accepted");
    expect(reasonOf({ now: shifted(-300) })).toBe("accepted");
  });
  it("under any of several keys, as during a rotation", () => {
    expect(reasonOf({ publicKeys: [makeTelnyxKeys().publicKey, publicKey] })).toBe("accepted");
  });
  it("exactly when the SDK believes it", async () => {
    const sdk = new TelnyxWebhook(publicKey);
    const real = signTelnyx(rawBody, privateKey, new Date());
    await expect(sdk.verify(rawBody, real)).resolves.toBeUndefined();
    await expect(sdk.verify(`${rawBody} `, real)).rejects.toThrow();
    expect(reasonOf({ headers: real, now: new Date() })).toBe("accepted");
  });
});

describe("a Telnyx signature is refused", () => {
  it("301 seconds late or early", () => {
    expect(reasonOf({ now: shifted(301) })).toBe("stale");
    expect(reasonOf({ now: shifted(-301) })).toBe("stale");
  });
  it("when missing or empty", () => {
    expect(reasonOf({ headers: {} })).toBe("unsigned");
    expect(reasonOf({ headers: { ...headers, "telnyx-timestamp": "" } })).toBe("unsigned");
    expect(reasonOf({ headers: { ...headers, "telnyx-signature-ed25519": "" } })).toBe("unsigned");
  });
  it("of the wrong length or not in base64", () => {
    const cut = Buffer.from(headers["telnyx-signature-ed25519"] ?? "", "base64")
      .subarray(1)
      .toString("base64");
    expect(reasonOf({ headers: { ...headers, "telnyx-signature-ed25519": cut } })).toBe("forged");
    expect(reasonOf({ headers: { ...headers, "telnyx-signature-ed25519": "%%%" } })).toBe("forged");
    expect(reasonOf({ headers: { ...headers, "telnyx-timestamp": "soon" } })).toBe("forged");
  });
  it("over a body that was read and written again", () => {
    expect(reasonOf({ rawBody: JSON.stringify(JSON.parse(rawBody)) })).toBe("forged");
  });
  it("under another account's key, and under none", () => {
    expect(reasonOf({ publicKeys: [makeTelnyxKeys().publicKey] })).toBe("forged");
    expect(reasonOf({ publicKeys: [] })).toBe("forged");
  });
  it("with any single bit of signature or body changed", () => {
    const signature = Buffer.from(headers["telnyx-signature-ed25519"] ?? "", "base64");
    fc.assert(
      fc.property(fc.nat(signature.length * 8 - 1), (bit) => {
        const forged = Buffer.from(signature);
        forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(
          reasonOf({ headers: { ...headers, "telnyx-signature-ed25519": forged.toString("base64") } }),
        ).toBe("forged");
      }),
    );
    fc.assert(
      fc.property(fc.nat(rawBody.length - 1), (index) => {
        const changed =
          rawBody.slice(0, index) + (rawBody[index] === "x" ? "y" : "x") + rawBody.slice(index + 1);
        expect(reasonOf({ rawBody: changed })).toBe("forged");
      }),
    );
  });
  it("when the time beside it is another", () => {
    const later = String(Math.floor(now.getTime() / 1000) + 1);
    expect(reasonOf({ headers: { ...headers, "telnyx-timestamp": later } })).toBe("forged");
  });
});

describe("receiving", () => {
  it("gives the event of a signed body", async () => {
    const event = await receiveTelnyx({ rawBody, headers, now, publicKeys: [publicKey] });
    expect(event).toMatchObject({ type: "call.answered", eventId: "e1", leg: { callControlId: "v3:é" } });
  });
  it("rejects a forged body instead of resolving", async () => {
    const forged = receiveTelnyx({ rawBody: `${rawBody} `, headers, now, publicKeys: [publicKey] });
    await expect(forged).rejects.toMatchObject({ reason: "forged" });
  });
  it("calls a signed body that is not JSON malformed", async () => {
    const signed = signTelnyx("{", privateKey, now);
    const received = receiveTelnyx({ rawBody: "{", headers: signed, now, publicKeys: [publicKey] });
    await expect(received).rejects.toMatchObject({ reason: "malformed" });
  });
  it("names a broken installation for what it is", () => {
    expect(() => verifyTelnyx({ rawBody, headers, now, publicKeys: ["not a key"] })).toThrow(
      /TELNYX_PUBLIC_KEY/,
    );
  });
});
