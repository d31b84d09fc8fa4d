import { Stripe } from "stripe";
import { describe, expect, it } from "vitest";
import { signStripe } from "@/lib/providers/stripe/sign";
import { receiveStripe, verifyStripe } from "@/lib/providers/stripe/verify";
import { WebhookRefused } from "@/lib/providers/webhook-refused";

const NOW = new Date("2026-03-02T14:00:00.000Z");
const SECRET = "whsec_of_the_endpoint";
const BODY = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "charge.refunded",
  created: 1_772_460_000,
  data: { object: {} },
});
const seconds = NOW.getTime() / 1000;

function reasonOf(header: string | null, secrets: string[] = [SECRET], rawBody = BODY, now = NOW): string {
  const headers = new Headers(header === null ? {} : { "stripe-signature": header });
  try {
    verifyStripe({ rawBody, headers, secrets, now });
    return "believed";
  } catch (error) {
    if (!(error instanceof WebhookRefused)) throw error;
    return error.reason;
  }
}
/** As the vendor's own SDK signs. */
const signed = (
  options: { timestamp?: number; secret?: string; payload?: string; scheme?: string } = {},
): string =>
  Stripe.webhooks.generateTestHeaderString({ payload: BODY, secret: SECRET, timestamp: seconds, ...options });

describe("a signature", () => {
  it("of the vendor's SDK is believed, and ours is one", () => {
    expect(reasonOf(signed())).toBe("believed");
    expect(signStripe(BODY, SECRET, NOW)).toEqual({ "stripe-signature": signed() });
  });
  it("may be one of several, or of several secrets, while one is rolled", () => {
    const other = signed({ secret: "whsec_old" }).replace(/^t=\d+,/, "");
    expect(reasonOf(`${signed({ secret: "whsec_older" })},${other}`, ["whsec_old"])).toBe("believed");
    expect(reasonOf(signed(), ["whsec_emulator", SECRET])).toBe("believed");
  });
  it.each([
    ["no header", null, "unsigned"],
    ["an empty one", "", "unsigned"],
    ["no time", signed().replace(/^t=\d+,/, ""), "forged"],
    ["a time that is none", signed().replace(/^t=\d+/, "t=now"), "forged"],
    ["no signature", `t=${seconds}`, "forged"],
    ["another scheme", signed({ scheme: "v0" }), "forged"],
    ["another secret", signed({ secret: "whsec_other" }), "forged"],
    ["another body", signed({ payload: `${BODY} ` }), "forged"],
    ["another time than signed", signed().replace(/^t=\d+/, `t=${seconds - 1}`), "forged"],
    ["a shorter signature", signed().slice(0, -2), "forged"],
    ["five minutes and a second ago", signed({ timestamp: seconds - 301 }), "stale"],
    ["five minutes and a second ahead", signed({ timestamp: seconds + 301 }), "stale"],
    ["five minutes ago", signed({ timestamp: seconds - 300 }), "believed"],
  ])("%s", (_, header, reason) => {
    expect(reasonOf(header)).toBe(reason);
  });
  it("is never believed without a secret of ours", () => {
    expect(reasonOf(signed(), [])).toBe("forged");
    expect(reasonOf(signStripe(BODY, "", NOW)["stripe-signature"] ?? "", ["", " "])).toBe("forged");
  });
});

it("a body that is no event is malformed, though it is signed", async () => {
  for (const rawBody of ["", "{", "[]", '{"object":"v2.core.event","id":"evt_1","type":"a"}']) {
    const headers = signStripe(rawBody, SECRET, NOW);
    const opened = receiveStripe({ rawBody, headers, secrets: [SECRET], now: NOW });
    await expect(opened).rejects.toMatchObject({ reason: "malformed", vendor: "stripe" });
  }
});
