import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/micro8gents/webhooks/n8n/route";
import { automated, booking } from "../../../webhooks/automation-office";
import { deepJson, HOSTILE_TEXT, withEachLeaf } from "../../hostile";
import { REQUEST_ID } from "../../support";
import { vendorKeys } from "../../vendors";
import { refusal } from "../support";

vendorKeys();

const at = POST;

describe("200", () => {
  it("done, and told again to a repeat", async () => {
    const office = await automated();
    const first = await office.send({ id: "1", ...booking() }, { at });
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      received: true,
      status: "handled",
      action: "create_booking",
      result: expect.objectContaining({ id: expect.any(Number), customer: "Jane Roe", status: "pending" }),
    });
    expect(first.headers.get("x-request-id")).toEqual(REQUEST_ID);
    expect(first.headers.get("x-ratelimit-limit")).toBe("10000");
    const again = await office.send({ id: "1", ...booking() }, { at });
    expect(again.body).toEqual({ ...(first.body as object), status: "duplicate" });
  });
});

describe("400", () => {
  it("not signed, signed by another, too old, no JSON", async () => {
    const office = await automated();
    const answers = [
      await office.send(booking(), { at, headers: { "x-n8n-signature": "" } }),
      await office.send(booking(), { at, secret: "another secret of somebody" }),
      await office.send({ timestamp: "2026-03-02T13:00:00Z", ...booking() }, { at }),
      await office.sendRaw("{", { at }),
    ];
    for (const { status, body } of answers)
      expect([status, body]).toEqual([400, refusal(expect.any(String))]);
    expect(await office.countOf("inbox_events")).toBe(0);
  });

  it("a refused action, with the reason and what helps on", async () => {
    const office = await automated();
    await office.send(booking(), { at });
    const taken = await office.send({ id: "2", ...booking() }, { at });
    expect([taken.status, taken.body]).toEqual([
      400,
      { ...refusal("That time is taken."), details: { alternatives: expect.any(Array) } },
    ]);
    const nobody = await office.send({ action: "create_lead" }, { at });
    expect([nobody.status, nobody.body]).toEqual([
      400,
      refusal("A lead needs a name, a phone number or an e-mail address.", {
        "data.name": [expect.any(String)],
      }),
    ]);
    const gone = await office.send({ action: "cancel_booking", data: { id: 99_999_999 } }, { at });
    expect([gone.status, gone.body]).toEqual([400, refusal("Appointment not found")]);
  });
});

describe("hostile, and signed", () => {
  const LEAVES: unknown[] = [...HOSTILE_TEXT, null, true, 0, -1, 1e308, [], {}, [[null]]];
  const bodies = {
    "a booking": booking(),
    "a cancellation": { action: "cancel_booking", data: { id: 1, reason: "Ill" } },
    "a lead": { id: "a", action: "create_lead", data: { name: "Sam", phone: "+12175550143", notes: "x" } },
    "a message": {
      action: "send_message",
      data: { channel: "email", to: "sam@example.com", subject: "Hi", text: "Hello" },
    },
  };

  it.each(Object.entries(bodies))("%s is done or refused, whatever is in it", async (_, body) => {
    const office = await automated();
    const whole = { businessId: office.number, timestamp: "2026-03-02T14:00:00Z", ...body };
    const texts = [`${JSON.stringify(whole).slice(0, -1)},"x":${deepJson("[", "]")}}`];
    for (const leaf of LEAVES)
      texts.push(...withEachLeaf(whole, leaf).map((changed) => JSON.stringify(changed)));
    for (const text of texts) {
      const { status } = await office.sendRaw(text, { at });
      // A day's e-mails are bounded, which a workflow may try again tomorrow.
      expect([200, 400, 429], `${status} for ${text.slice(0, 600)}`).toContain(status);
    }
  });
});
