import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { appendMessage, startConversation } from "@/lib/domain/conversations";
import {
  captureLead,
  contactTimeline,
  createLead,
  leadTimeline,
  listLeads,
  updateLead,
} from "@/lib/domain/leads";
import { makeTenant } from "../../support/context";
import { jobsOf, spokenCall, systemOf, tell } from "../calls/call-story";

const PHONE = "+12025550133";

describe("the history of a lead", () => {
  it("has calls, messages, appointments, tasks and changes, newest first", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall();
    const { ctx, clock, userId } = tenant;
    const given = { name: "Ana", phone: PHONE, reason: "An emergency", source: "call" } as const;
    const lead = await captureLead(jobsOf(tenant), { ...given, conversationId });
    await tell(systemOf(tenant), story.analyzed);
    clock.set("2026-03-02T15:00:00Z");
    const thread = await startConversation(ctx, { channel: "sms", contactId: lead.contactId });
    await appendMessage(ctx, { conversationId: thread.id, sender: "customer", content: "Any news?" });
    clock.set("2026-03-02T16:00:00Z");
    const startsAt = new Date("2026-03-04T20:00:00Z");
    const how = { durationMinutes: 30, rules: "free", source: "call", status: "confirmed" } as const;
    await bookAppointment(ctx, { startsAt, ...how, title: "Check", customer: { phone: PHONE } });
    clock.set("2026-03-02T17:00:00Z");
    await updateLead(ctx, { id: lead.id, status: "contacted", assignedUserId: userId });
    const moments = await leadTimeline(ctx, lead.id);
    const kinds = moments.map(({ kind }) => kind);
    expect([...kinds].sort()).toEqual(["appointment", "call", "captured", "change", "message", "task"]);
    expect(moments).toEqual([...moments].sort((one, other) => other.at.getTime() - one.at.getTime()));
    expect(moments).toContainEqual(expect.objectContaining({ kind: "call", callId }));
    expect(moments).toContainEqual(
      expect.objectContaining({ kind: "message", channel: "sms", sender: "customer", text: "Any news?" }),
    );
    expect(moments).toContainEqual(
      expect.objectContaining({ kind: "appointment", startsAt, title: "Check", status: "confirmed" }),
    );
    expect(moments).toContainEqual(
      expect.objectContaining({ kind: "task", title: "Follow up with Ana", isDone: true }),
    );
    expect(moments).toContainEqual(
      expect.objectContaining({
        kind: "change",
        who: expect.any(String),
        changes: { status: "contacted", assignedUserId: userId },
      }),
    );
  });

  it("is told to nobody else, and of a lead that exists", async () => {
    const [one, two] = [await makeTenant(), await makeTenant()];
    const { id } = await createLead(one.ctx, { name: "Ada" });
    await expect(leadTimeline(two.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(leadTimeline(one.ctx, "none")).rejects.toMatchObject({ code: "not_found" });
    expect(await leadTimeline(await one.as("guest"), id)).toMatchObject([
      { kind: "captured", source: "web" },
    ]);
  });
});

describe("the history of a contact", () => {
  it("has what they and the business did, and is nobody else's", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const { ctx } = tenant;
    const { contactId } = await createLead(ctx, { name: "Ana", phone: PHONE, reason: "An emergency" });
    const id = contactId ?? "";
    expect(await contactTimeline(ctx, id)).toMatchObject([
      { kind: "task", title: "Follow up with Ana", isDone: false },
    ]);
    expect((await listLeads(ctx, { page: 1, limit: 5, contactId: id })).total).toBe(1);
    await expect(contactTimeline(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    expect((await listLeads(other.ctx, { page: 1, limit: 5, contactId: id })).total).toBe(0);
  });
});

describe("the list of leads", () => {
  it("can have the best first, and those of one temperature", async () => {
    const { ctx, clock } = await makeTenant();
    await createLead(ctx, { name: "Best", phone: PHONE, reason: "Wants to book soon" });
    clock.set("2026-03-02T15:00:00Z");
    await createLead(ctx, { name: "Latest", temperature: "hot" });
    const names = async (filters: object) =>
      (await listLeads(ctx, { page: 1, limit: 20, ...filters })).items.map(({ name }) => name);
    expect(await names({})).toEqual(["Latest", "Best"]);
    expect(await names({ sort: "score" })).toEqual(["Best", "Latest"]);
    expect(await names({ temperature: ["hot"] })).toEqual(["Latest"]);
  });
});
