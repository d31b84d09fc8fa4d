import { describe, expect, it } from "vitest";
import { POST as door } from "@/app/api/webhooks/n8n/route";
import { asService } from "@/lib/db/tenant";
import { encodeId } from "@/lib/domain/ids";
import { replay } from "@/lib/domain/inbox";
import { removeIntegration } from "@/lib/domain/integrations";
import { replayDelivery } from "@/lib/wiring";
import { fromN8n, vendorKeys } from "../api/vendors";
import { anonymousContext, testDatabase } from "../support/context";
import { automated, booking } from "./automation-office";

vendorKeys();

const bookedFacts = {
  id: expect.any(Number),
  customer: "Jane Roe",
  phone: "+12175550188",
  email: "jane@example.com",
  service: "Check-up",
  date: "2026-03-03T15:00:00.000Z",
  endsAt: "2026-03-03T15:30:00.000Z",
  status: "pending",
  notes: "First visit",
  source: "api",
  contactId: expect.any(String),
  leadId: null,
  createdAt: "2026-03-02T14:00:00.000Z",
};

describe("200", () => {
  it("create_booking books within hours and says who did it", async () => {
    const office = await automated();
    const answer = await office.send({ id: "1", ...booking() });
    expect([answer.status, answer.body]).toEqual([
      200,
      { status: "handled", action: "create_booking", result: bookedFacts },
    ]);
    expect(await office.audit()).toEqual([
      { action: "appointment.book", actor: { kind: "system", reason: "n8n" } },
    ]);
    expect(await office.kept()).toMatchObject([
      { vendor: "n8n", type: "create_booking", status: "handled", business_id: office.businessId },
    ]);
  });

  it("cancel_booking, create_lead and send_message do what their verbs do", async () => {
    const office = await automated();
    const booked = await office.send(booking());
    const { id } = (booked.body as { result: { id: number } }).result;
    expect((await office.send({ action: "cancel_booking", data: { id, reason: "Ill" } })).body).toEqual({
      status: "handled",
      action: "cancel_booking",
      result: { ...bookedFacts, id, status: "cancelled" },
    });
    const lead = { name: "Sam Poe", phone: "(217) 555-0143", reason: "Wants a quote" };
    expect((await office.send({ action: "create_lead", data: lead })).body).toMatchObject({
      status: "handled",
      result: {
        name: "Sam Poe",
        phone: "+12175550143",
        reason: "Wants a quote",
        source: "api",
        status: "new",
      },
    });
    const mail = { channel: "email", to: "Sam@example.com", subject: "Your quote", text: "It is ready." };
    expect((await office.send({ action: "send_message", data: mail })).body).toEqual({
      status: "handled",
      action: "send_message",
      result: { id: expect.any(String), channel: "email", to: "sam@example.com", status: "queued" },
    });
    expect([await office.countOf("leads"), await office.countOf("messages")]).toEqual([1, 1]);
  });

  it("names the business by number, as text too, by UUID and by any edition's id", async () => {
    const office = await automated();
    const { businessId, number } = office;
    const names = [
      number,
      String(number),
      businessId,
      businessId.toUpperCase(),
      encodeId("business", businessId),
    ];
    for (const name of [...names, encodeId("ws", businessId)]) {
      const answer = await office.send({
        businessId: name,
        action: "create_lead",
        data: { name: `Lead ${name}` },
      });
      expect([name, answer.status]).toEqual([name, 200]);
    }
  });

  it("the secret of the installation acts for any business, whether it has connected n8n or not", async () => {
    const office = await automated();
    await removeIntegration(office.ctx, office.integration.id);
    const body = { businessId: office.number, action: "create_lead", data: { name: "Sam Poe" } };
    expect((await office.send(body)).status).toBe(401);
    expect((await fromN8n(door, body)).status).toBe(200);
    expect(await office.countOf("leads")).toBe(1);
  });
});

describe("a repeat", () => {
  it("under its id changes nothing and is told what was done", async () => {
    const office = await automated();
    const first = await office.send({ id: 7, ...booking() });
    const again = await office.send({ id: 7, timestamp: "2026-03-02T14:01:00Z", ...booking() });
    expect([again.status, again.body]).toEqual([200, { ...(first.body as object), status: "duplicate" }]);
    expect(await office.countOf("appointments")).toBe(1);
  });

  it("without an id is the same body, word for word", async () => {
    const office = await automated();
    const lead = { action: "create_lead", data: { name: "Sam Poe" } };
    const answers = [await office.send(lead), await office.send(lead), await office.send({ ...lead, x: 1 })];
    expect(answers.map(({ body }) => (body as { status: string }).status)).toEqual([
      "handled",
      "duplicate",
      "handled",
    ]);
    expect(await office.countOf("leads")).toBe(2);
  });

  it("an id that did something else is refused; one that was refused is judged anew", async () => {
    const office = await automated();
    const closed = await office.send({ id: "a", ...booking({ date: "2026-03-03T03:00:00-05:00" }) });
    expect(closed.status).toBe(422);
    expect((await office.send({ id: "a", ...booking() })).body).toMatchObject({ status: "handled" });
    const other = await office.send({ id: "a", action: "create_lead", data: { name: "Sam Poe" } });
    expect([other.status, other.body]).toEqual([
      409,
      {
        code: "conflict",
        error: "This id was used before for something else. Send every action under an id of its own.",
      },
    ]);
    expect([await office.countOf("leads"), await office.countOf("appointments")]).toEqual([0, 1]);
  });

  it("an id means something within its business only", async () => {
    const [one, two] = [await automated(), await automated()];
    for (const office of [one, two])
      expect((await office.send({ id: "1", ...booking() })).body).toMatchObject({ status: "handled" });
  });

  it("twice at once books once", async () => {
    const office = await automated();
    const answers = await Promise.all([1, 2, 3].map(() => office.send({ id: "1", ...booking() })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await office.countOf("appointments")).toBe(1);
  });

  it("by hand leaves what was done, and tries anew what was refused", async () => {
    const office = await automated();
    await office.send({ id: "1", ...booking() });
    await office.send({ id: "2", ...booking() });
    const rows = await office.kept();
    expect(rows.map(({ status }) => status).sort()).toEqual(["handled", "refused"]);
    const ctx = { ...(await anonymousContext()), clock: office.clock };
    const again = async (status: string) =>
      replay(ctx, rows.find((row) => row.status === status)?.id ?? "", replayDelivery);
    const { businessId } = office;
    expect(await again("handled")).toEqual({ status: "handled", businessId });
    expect(await again("refused")).toEqual({ status: "refused", businessId });
    const { kysely } = await testDatabase();
    await asService(kysely, (trx) =>
      trx
        .updateTable("appointments")
        .set({ status: "cancelled" })
        .where("business_id", "=", businessId)
        .execute(),
    );
    expect(await again("refused")).toEqual({ status: "handled", businessId });
    expect(await again("refused")).toEqual({ status: "handled", businessId });
    expect(await office.countOf("appointments")).toBe(2);
  });
});
