import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bookAppointment, cancelAppointment } from "@/lib/domain/appointments";
import { asSystem, forBusiness, inTenant, type TenantContext } from "@/lib/domain/context";
import { appendMessage, closeConversation, startConversation } from "@/lib/domain/conversations";
import { EVENT_TYPES, recordEvent } from "@/lib/domain/events";
import { newId } from "@/lib/domain/ids";
import { createLead, mergeLeads } from "@/lib/domain/leads";
import { eventMessage } from "@/lib/domain/webhooks/event-message";
import { standardHeaders } from "@/lib/signed";
import { at, booking, openBusiness } from "../appointments/open-business";
import { connected, n8nHere } from "./workflow";

const here = n8nHere();

/** The bodies that a business's workflow got, by their types. */
const toldOf = async (business: Awaited<ReturnType<typeof connected>>) => {
  await business.work();
  return new Map(business.workflow.received.map(({ type, body }) => [type, body]));
};

describe("what a program is told", () => {
  it("of an appointment: as it is when it is told, and what was recorded", async () => {
    const open = await openBusiness();
    const business = await connected(here.n8n, open);
    const { id } = await bookAppointment(open.ctx, { ...booking(at("10:00")), serviceId: open.serviceId });
    await cancelAppointment(open.ctx, { id, reason: "Ill" });
    const told = await toldOf(business);
    const appointment = {
      id: expect.any(Number),
      customer: "Grace Hopper",
      phone: null,
      email: null,
      service: "Check-up",
      date: "2026-03-03T15:00:00.000Z",
      endsAt: "2026-03-03T15:30:00.000Z",
      status: "cancelled",
      notes: "",
      source: "web",
      contactId: null,
      leadId: null,
      createdAt: "2026-03-02T14:00:00.000Z",
    };
    expect(told.get("appointment.created")?.data).toMatchObject({ appointment });
    expect(told.get("appointment.cancelled")).toEqual({
      id: expect.any(String),
      type: "appointment.cancelled",
      timestamp: "2026-03-02T14:00:00.000Z",
      businessId: expect.any(Number),
      origin: "user",
      data: { appointment, recorded: expect.objectContaining({ appointmentId: id, reason: "Ill" }) },
    });
  });

  it("of a conversation and what is said in it", async () => {
    const business = await connected(here.n8n);
    const { ctx } = business;
    const { id: conversationId } = await startConversation(ctx, { channel: "widget" });
    await appendMessage(ctx, { conversationId, sender: "customer", content: "Are you open?" });
    await appendMessage(ctx, { conversationId, sender: "agent", content: "Yes." });
    await closeConversation(ctx, { id: conversationId, summary: "Asked for hours." });
    const told = await toldOf(business);
    const message = {
      id: expect.any(String),
      conversationId,
      channel: "widget",
      direction: "inbound",
      sender: "customer",
      text: "Are you open?",
      sentAt: "2026-03-02T14:00:00.000Z",
      customer: null,
      phone: null,
      email: null,
      contactId: null,
      leadId: null,
    };
    expect(told.get("message.received")?.data).toMatchObject({ message });
    expect(told.get("message.sent")?.data).toMatchObject({
      message: { ...message, direction: "outbound", sender: "agent", text: "Yes." },
    });
    expect(told.get("conversation.closed")?.data).toMatchObject({
      conversation: {
        id: conversationId,
        channel: "widget",
        status: "closed",
        summary: "Asked for hours.",
        closedAt: "2026-03-02T14:00:00.000Z",
      },
    });
  });

  it("of what has gone since: what was recorded", async () => {
    const business = await connected(here.n8n);
    const [kept, gone] = [await createLead(business.ctx, { name: "A" }), await business.capture("B")];
    await mergeLeads(business.ctx, { into: kept.id, from: gone.id });
    await business.work();
    const told = business.workflow.received.map(({ body }) => body.data);
    expect(told).toContainEqual({ recorded: expect.objectContaining({ leadId: gone.id, name: "B" }) });
  });

  it("says what a workflow caused itself", async () => {
    const business = await connected(here.n8n);
    await asSystem({ ...business.ctx, business: null }, "test", (system) =>
      createLead(forBusiness({ ...system, actor: { kind: "system", reason: "n8n" } }, business.businessId), {
        name: "Sam Poe",
        source: "api",
      }),
    );
    expect((await toldOf(business)).get("lead.captured")).toMatchObject({ origin: "n8n" });
  });

  it("of every kind of event, even where its subject is unknown; nothing of an event of another business", async () => {
    const [business, other] = [await connected(here.n8n), await connected(here.n8n)];
    const subjectId = newId(business.clock.now());
    const record = (ctx: TenantContext) =>
      Promise.all(EVENT_TYPES.map((type) => recordEvent(ctx, { type, subjectId, data: { n: 1 } })));
    const [eventId = ""] = await inTenant(business.ctx, record);
    const told = await toldOf(business);
    expect([...told.keys()].sort()).toEqual([...EVENT_TYPES].sort());
    for (const { data } of told.values()) expect(data).toEqual({ recorded: { n: 1 } });
    expect(await inTenant(other.ctx, (ctx) => eventMessage(ctx, eventId))).toBeNull();
  });
});

describe("the signature of Standard Webhooks", () => {
  const message = { id: "evt_1", body: '{"a":1}', sentAt: new Date("2026-03-02T14:00:00.900Z") };
  const signed = (key: Buffer) =>
    `v1,${createHmac("sha256", key).update('evt_1.1772460000.{"a":1}').digest("base64")}`;

  it("is over id, whole seconds and body, with the secret as it is", () => {
    expect(standardHeaders(message, "a secret of sixteen")).toEqual({
      "webhook-id": "evt_1",
      "webhook-timestamp": "1772460000",
      "webhook-signature": signed(Buffer.from("a secret of sixteen")),
    });
  });

  it("takes a secret of the standard's own form as the bytes that it stands for", () => {
    const key = Buffer.from("0123456789abcdef01234567");
    const headers = standardHeaders(message, `whsec_${key.toString("base64")}`);
    expect(headers["webhook-signature"]).toBe(signed(key));
  });
});
