import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { POST as door } from "@/app/api/webhooks/n8n/route";
import { asService } from "@/lib/db/tenant";
import { updateIntegration } from "@/lib/domain/integrations";
import { n8nHeaders } from "@/lib/signed";
import { lostDatabase, rebuilt, runtimeUnder } from "../api/rebuilt";
import { fromN8n, vendorKeys } from "../api/vendors";
import { testDatabase } from "../support/context";
import { automated, booking } from "./automation-office";

vendorKeys();

describe("a refusal", () => {
  it("409: a taken time, with the next free ones; nothing stays of it but the record", async () => {
    const office = await automated();
    await office.send(booking());
    const answer = await office.send({
      id: "2",
      ...booking({ customer: "Ann Other", phone: "+12175550199" }),
    });
    expect([answer.status, answer.body]).toEqual([
      409,
      {
        error: "That time is taken.",
        code: "slot_taken",
        details: { alternatives: expect.arrayContaining([expect.stringMatching(/^2026-03-03T/)]) },
      },
    ]);
    expect(await office.countOf("appointments")).toBe(1);
    expect(await office.kept()).toContainEqual(
      expect.objectContaining({
        status: "refused",
        outcome: expect.objectContaining({ outcome: expect.objectContaining({ code: "slot_taken" }) }),
      }),
    );
  });

  it("422: fields as they stand in the request; 404: nothing to cancel; 409: no number to text from", async () => {
    const office = await automated();
    const refused = async (action: string, data: unknown) => {
      const { status, body } = await office.send({ action, data });
      return [status, (body as { fields?: object }).fields ?? (body as { error: string }).error];
    };
    const text = expect.any(String);
    expect(await refused("create_booking", { customer: "", date: "tomorrow" })).toEqual([
      422,
      { "data.customer": [text], "data.date": [text] },
    ]);
    expect(await refused("create_booking", { ...booking().data, date: "2026-03-01T10:00:00Z" })).toEqual([
      422,
      { "data.date": ["That time has already passed."] },
    ]);
    expect(await refused("create_booking", { ...booking().data, phone: "x" })).toEqual([
      422,
      { "data.phone": ["A phone number has 3 to 15 digits."] },
    ]);
    expect(await refused("create_lead", {})).toEqual([422, { "data.name": [text] }]);
    expect(await refused("send_message", { channel: "fax" })).toEqual([422, { "data.channel": [text] }]);
    expect(await refused("drop_table", {})).toEqual([
      422,
      { action: ["Use one of: create_booking, cancel_booking, create_lead, send_message."] },
    ]);
    expect(await refused("cancel_booking", { id: 9_999_999 })).toEqual([404, "Appointment not found"]);
    expect((await refused("send_message", { channel: "sms", to: "+12025550143", text: "Hi" }))[0]).toBe(409);
    expect([await office.countOf("leads"), await office.countOf("messages")]).toEqual([0, 0]);
  });

  it("403: a suspended business", async () => {
    const office = await automated();
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .updateTable("businesses")
        .set({ status: "suspended" })
        .where("id", "=", office.businessId)
        .execute(),
    );
    expect((await office.send(booking())).status).toBe(403);
    expect(await office.countOf("appointments")).toBe(0);
  });
});

describe("401", () => {
  it("unsigned, forged, changed, by a secret that is not in use: nothing is kept and nothing done", async () => {
    const office = await automated();
    const body = { id: "1", ...booking() };
    const raw = JSON.stringify({ businessId: office.number, ...body });
    const { "x-n8n-signature": signature } = n8nHeaders(raw, office.secret);
    for (const sending of [
      { headers: { "x-n8n-signature": "" } },
      { headers: { "x-n8n-signature": signature.slice("sha256=".length) } },
      { headers: { "x-n8n-signature": `${signature}0` } },
      { headers: { "x-n8n-signature": "sha256=" } },
      { secret: "another secret of somebody" },
      { instead: raw.replace("Jane", "June") },
    ])
      expect((await office.send(body, sending)).status).toBe(401);
    await updateIntegration(office.ctx, { id: office.integration.id, isEnabled: false });
    expect((await office.send(body)).status).toBe(401);
    expect([await office.countOf("appointments"), await office.countOf("inbox_events")]).toEqual([0, 0]);
    await updateIntegration(office.ctx, { id: office.integration.id, isEnabled: true });
    expect(
      (await office.send(body, { headers: { "x-n8n-signature": signature.toUpperCase() } })).status,
    ).toBe(200);
  });

  it("another business's id under one's own secret looks like one that there is not", async () => {
    const [mine, other] = [await automated(), await automated()];
    const answers = [];
    for (const businessId of [other.number, other.businessId, 99_999_999, randomUUID(), "nobody"])
      answers.push(await mine.send({ businessId, ...booking() }));
    for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]?.body]);
    expect(await other.countOf("appointments")).toBe(0);
  });

  it("a time that is given and five minutes away", async () => {
    const office = await automated();
    const sent = async (timestamp: unknown) => (await office.send({ timestamp, ...booking() })).status;
    const now = office.clock.now().getTime();
    expect(await sent(new Date(now - 301_000).toISOString())).toBe(401);
    expect(await sent(now / 1000 + 301)).toBe(401);
    expect(await office.countOf("inbox_events")).toBe(0);
    expect(await sent(now - 299_000)).toBe(200);
  });
});

describe("400", () => {
  it("signed for the installation, but no request", async () => {
    const office = await automated();
    const { number } = office;
    for (const raw of [
      "",
      "{",
      "[]",
      "{}",
      "null",
      JSON.stringify({ businessId: number }),
      JSON.stringify({ businessId: number, action: "" }),
      JSON.stringify({ businessId: number, action: "create_lead", data: [] }),
      JSON.stringify({ businessId: number, action: "create_lead", timestamp: "yesterday" }),
      JSON.stringify({ businessId: number, action: "create_lead", id: "x".repeat(201) }),
    ])
      expect([raw, (await fromN8n(door, raw)).body]).toEqual([
        raw,
        { error: expect.any(String), code: "malformed" },
      ]);
    expect(await office.countOf("inbox_events")).toBe(0);
  });
});

describe("413", () => {
  it("more than a megabyte", async () => {
    const office = await automated();
    expect((await office.send({ ...booking(), x: "x".repeat(1_000_001) })).status).toBe(413);
  });
});

describe("5xx", () => {
  it("a database that is gone leaves neither claim nor effect, and the repeat takes effect", async () => {
    const office = await automated();
    const under = rebuilt(door, runtimeUnder({ database: lostDatabase(), isQuiet: true }), door.edition);
    expect((await office.send({ id: "1", ...booking() }, { under })).status).toBe(503);
    expect((await office.send({ id: "1", ...booking() })).body).toMatchObject({ status: "handled" });
  });
});
