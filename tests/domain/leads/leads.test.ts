import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { getContact, listContacts } from "@/lib/domain/contacts";
import { type Context, inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { captureLead, createLead, getLead, listLeads, qualifyLead, updateLead } from "@/lib/domain/leads";
import { makeTenant } from "../../support/context";

const PHONE = "+12125550123";

const startCall = (ctx: Context): Promise<string> =>
  inTenant(ctx, async ({ trx, business, clock }) => {
    const id = newId(clock.now());
    await trx
      .insertInto("conversations")
      .values({
        id,
        business_id: business.id,
        channel: "voice",
        created_at: clock.now(),
        updated_at: clock.now(),
      })
      .execute();
    return id;
  });

const capturedEvents = (ctx: Context, leadId: string) =>
  inTenant(ctx, ({ trx }) =>
    trx
      .selectFrom("events")
      .selectAll()
      .where("type", "=", "lead.captured")
      .where("subject_id", "=", leadId)
      .execute(),
  );

describe("capturing a lead", () => {
  it("finds or makes the contact, scores what was said, and records the event", async () => {
    const { ctx, ports } = await makeTenant();
    const lead = await captureLead(ctx, {
      name: "Ada",
      phone: "212-555-0123",
      reason: "Toothache, wants an appointment today",
      source: "call",
    });
    expect(lead).toMatchObject({ phone: PHONE, status: "new", source: "call", urgency: "high" });
    expect(lead.score).toBe(lead.scoreReasons.reduce((sum, reason) => sum + reason.points, 0));
    expect(await getContact(ctx, lead.contactId ?? "")).toMatchObject({ name: "Ada", phone: PHONE });
    const [event, ...more] = await capturedEvents(ctx, lead.id);
    expect(more).toEqual([]);
    expect(event?.data).toMatchObject({ leadId: lead.id, name: "Ada", source: "call" });
    expect(ports.published.flatMap((change) => change.topics)).toContain("lead");
  });

  it("adds what a conversation says later to the lead it has, and records the event once", async () => {
    const { ctx } = await makeTenant();
    const conversationId = await startCall(ctx);
    const first = await captureLead(ctx, { reason: "Whitening", source: "call", conversationId });
    expect(first).toMatchObject({ contactId: null, conversationId });
    const second = await captureLead(ctx, {
      name: "Ada",
      phone: PHONE,
      reason: "Prefers mornings",
      source: "call",
      conversationId,
    });
    expect(second).toMatchObject({ id: first.id, name: "Ada", reason: "Whitening\nPrefers mornings" });
    expect(second.contactId).not.toBeNull();
    expect(second.score).toBeGreaterThan(first.score);
    expect(await captureLead(ctx, { reason: "Whitening", source: "call", conversationId })).toMatchObject({
      reason: "Whitening\nPrefers mornings",
      name: "Ada",
    });
    expect(await capturedEvents(ctx, first.id)).toHaveLength(1);
  });

  it("makes one lead of ten captures of a conversation at once", async () => {
    const { ctx } = await makeTenant();
    const conversationId = await startCall(ctx);
    const captured = await Promise.all(
      Array.from({ length: 10 }, () => captureLead(ctx, { phone: PHONE, source: "call", conversationId })),
    );
    expect(new Set(captured.map((lead) => lead.id)).size).toBe(1);
    expect((await listLeads(ctx, { page: 1, limit: 10 })).total).toBe(1);
  });

  it("refuses a conversation of another business, and writes nothing", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const conversationId = await startCall(two.ctx);
    for (const foreign of [conversationId, randomUUID(), "none"]) {
      const captured = captureLead(one.ctx, { phone: PHONE, source: "call", conversationId: foreign });
      await expect(captured).rejects.toMatchObject({ code: "not_found" });
    }
    expect((await listLeads(one.ctx, { page: 1, limit: 10 })).total).toBe(0);
    expect((await listContacts(one.ctx, { page: 1, limit: 10 })).total).toBe(0);
  });

  it("counts for more when the business knows the caller from before", async () => {
    const { ctx, clock } = await makeTenant();
    const first = await captureLead(ctx, { phone: PHONE, source: "call" });
    await updateLead(ctx, { id: first.id, status: "converted" });
    clock.set("2026-03-02T16:00:00Z");
    const second = await captureLead(ctx, { phone: PHONE, source: "call" });
    expect(second.contactId).toBe(first.contactId);
    expect(second.score - first.score).toBe(10);
  });
});

describe("creating a lead", () => {
  it("keeps what was sent, the documents' own number too", async () => {
    const { ctx } = await makeTenant();
    const lead = await createLead(ctx, {
      phone: "+1234567890",
      name: "John Doe",
      email: "John@example.com",
      notes: "Interested in premium package",
    });
    expect(lead).toMatchObject({
      phone: "+1234567890",
      email: "john@example.com",
      source: "web",
      notes: "Interested in premium package",
    });
    expect(await getLead(ctx, lead.id)).toEqual(lead);
    expect(await capturedEvents(ctx, lead.id)).toHaveLength(1);
  });

  it("refuses a lead of nobody, bad addresses and guests", async () => {
    const tenant = await makeTenant();
    await expect(createLead(tenant.ctx, { notes: "Hm" })).rejects.toMatchObject({
      code: "validation_failed",
    });
    await expect(createLead(tenant.ctx, { name: "Ada", email: "ada" })).rejects.toMatchObject({
      detail: { fields: { email: expect.any(Array) } },
    });
    await expect(createLead(await tenant.as("guest"), { name: "Ada" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("changing a lead", () => {
  it("changes what is given, reads the score anew and keeps what a person set", async () => {
    const { ctx } = await makeTenant();
    const lead = await createLead(ctx, { name: "Ada" });
    expect(lead).toMatchObject({ temperature: "cold", urgency: "low" });
    await updateLead(ctx, { id: lead.id, temperature: "hot" });
    const changed = await updateLead(ctx, {
      id: lead.id,
      status: "contacted",
      reason: "An emergency",
      phone: PHONE,
    });
    expect(changed).toMatchObject({
      name: "Ada",
      status: "contacted",
      phone: PHONE,
      temperature: "hot",
      urgency: "critical",
    });
    expect(changed.score).toBeGreaterThan(lead.score);
    expect(changed.contactId).not.toBeNull();
    expect(await updateLead(ctx, { id: lead.id, phone: null })).toMatchObject({
      phone: null,
      contactId: null,
    });
  });

  it("follows the score again once a person takes their word back", async () => {
    const { ctx } = await makeTenant();
    const { id } = await createLead(ctx, { name: "Ada", temperature: "hot", urgency: "critical" });
    expect(await updateLead(ctx, { id, temperature: null, urgency: null })).toMatchObject({
      temperature: "cold",
      isTemperatureSet: false,
      urgency: "low",
      isUrgencySet: false,
    });
  });

  it("does not know another business's lead", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const { id } = await createLead(one.ctx, { name: "Ada" });
    await expect(getLead(two.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(updateLead(two.ctx, { id, name: "Mine" })).rejects.toMatchObject({ code: "not_found" });
    await expect(qualifyLead(two.ctx, { id, budget: "high" })).rejects.toMatchObject({ code: "not_found" });
    expect(await getLead(one.ctx, id)).toMatchObject({ name: "Ada" });
  });
});

describe("qualifying a lead", () => {
  it("scores the answers, replaces earlier ones, and says whether it qualifies", async () => {
    const { ctx } = await makeTenant();
    const { id, score } = await createLead(ctx, { name: "Ada", phone: PHONE });
    const high = await qualifyLead(ctx, { id, budget: "high", timeline: "immediate", decisionMaker: true });
    expect(high).toMatchObject({ status: "qualified", score: score + 55 });
    const low = await qualifyLead(ctx, { id, budget: "low", timeline: "never", decisionMaker: false });
    expect(low).toMatchObject({ status: "unqualified", score: score - 25 });
    await updateLead(ctx, { id, status: "converted" });
    expect(await qualifyLead(ctx, { id, budget: "high" })).toMatchObject({ status: "converted" });
  });
});

describe("listing leads", () => {
  it("is newest first, filtered and searched", async () => {
    const { ctx, clock } = await makeTenant();
    await createLead(ctx, { name: "Ada", company: "Engines", source: "web" });
    clock.set("2026-03-02T15:00:00Z");
    await createLead(ctx, { name: "Bob", phone: PHONE, source: "sms", status: "qualified" });
    const names = async (filters: object) =>
      (await listLeads(ctx, { page: 1, limit: 20, ...filters })).items.map((lead) => lead.name);
    expect(await names({})).toEqual(["Bob", "Ada"]);
    expect(await names({ status: ["qualified"] })).toEqual(["Bob"]);
    expect(await names({ status: ["new", "qualified"] })).toEqual(["Bob", "Ada"]);
    expect(await names({ source: ["web"] })).toEqual(["Ada"]);
    expect(await names({ search: "engine" })).toEqual(["Ada"]);
    expect(await names({ search: "555" })).toEqual(["Bob"]);
    expect(await names({ search: "%" })).toEqual([]);
    expect(await listLeads(ctx, { page: 2, limit: 1 })).toMatchObject({ total: 2, items: [{ name: "Ada" }] });
    expect(await listLeads(ctx, { page: 9, limit: 1 })).toMatchObject({ total: 2, items: [] });
  });
});
