import { describe, expect, it } from "vitest";
import { getCall } from "@/lib/domain/calls";
import { getConversation, startConversation } from "@/lib/domain/conversations";
import {
  captureLead,
  createLead,
  findDuplicateLeads,
  getLead,
  listLeads,
  mergeLeads,
  unmergeLead,
  updateLead,
} from "@/lib/domain/leads";
import { listTasks } from "@/lib/domain/tasks";
import { makeTenant } from "../../support/context";
import { spokenCall } from "../calls/call-story";

const PHONE = "+12125550123";
const page = { page: 1, limit: 20 };
const callOf = (ctx: Parameters<typeof startConversation>[0]) =>
  startConversation(ctx, { channel: "voice" }).then(({ id }) => id);

describe("a lead who comes again", () => {
  it("goes on as the same lead while that is open, with what they say now", async () => {
    const { ctx } = await makeTenant();
    const [one, two] = [await callOf(ctx), await callOf(ctx)];
    const given = { phone: PHONE, source: "call" } as const;
    const first = await captureLead(ctx, { ...given, reason: "Whitening", conversationId: one });
    await updateLead(ctx, { id: first.id, status: "contacted" });
    const again = await captureLead(ctx, { ...given, reason: "An emergency", conversationId: two });
    expect(again).toMatchObject({
      id: first.id,
      status: "contacted",
      reason: "Whitening\nAn emergency",
      urgency: "critical",
    });
    expect(again.scoreReasons.map(({ signal }) => signal)).toContain("returning");
    expect((await listLeads(ctx, page)).total).toBe(1);
    expect(await listTasks(ctx, { status: "open" })).toMatchObject([{ kind: "follow_up", leadId: first.id }]);
    await updateLead(ctx, { id: first.id, status: "converted" });
    const later = await captureLead(ctx, { ...given, reason: "Another thing" });
    expect(later.id).not.toBe(first.id);
    expect(await createLead(ctx, given)).not.toMatchObject({ id: later.id });
  });

  it("is one lead, however many conversations capture it at once", async () => {
    const { ctx } = await makeTenant();
    const conversations = await Promise.all([1, 2, 3, 4, 5].map(() => callOf(ctx)));
    const leads = await Promise.all(
      conversations.map((conversationId) =>
        captureLead(ctx, { phone: PHONE, source: "call", conversationId }),
      ),
    );
    expect(new Set(leads.map(({ id }) => id)).size).toBe(1);
  });
});

describe("two leads of one person", () => {
  async function twoLeads() {
    const { tenant, callId, conversationId } = await spokenCall();
    const { ctx } = tenant;
    const given = { name: "Ana", source: "call" } as const;
    const from = await captureLead(ctx, {
      ...given,
      phone: PHONE,
      reason: "Urgent whitening",
      conversationId,
    });
    const into = await createLead(ctx, { name: "ana", email: "ana@example.com", reason: "Braces" });
    return { tenant, ctx, callId, from, into };
  }

  it("are suggested, and become one with what both said; taking it back restores both", async () => {
    const { ctx, callId, from, into } = await twoLeads();
    expect((await findDuplicateLeads(ctx, into.id)).map(({ id }) => id)).toEqual([from.id]);
    const merged = await mergeLeads(ctx, { into: into.id, from: from.id });
    expect(merged).toMatchObject({
      id: into.id,
      name: "ana",
      phone: PHONE,
      email: "ana@example.com",
      reason: "Braces\nUrgent whitening",
      urgency: "high",
    });
    expect(await findDuplicateLeads(ctx, into.id)).toEqual([]);
    expect((await listLeads(ctx, page)).items.map(({ id }) => id)).toEqual([into.id]);
    await expect(getLead(ctx, from.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await getCall(ctx, callId)).toMatchObject({ leadId: into.id });
    expect(await listTasks(ctx, { status: "open" })).toMatchObject([{ leadId: into.id }]);

    await updateLead(ctx, { id: into.id, name: "Ana Diaz" });
    await unmergeLead(ctx, from.id);
    expect(await getLead(ctx, into.id)).toMatchObject({
      name: "Ana Diaz",
      phone: null,
      reason: "Braces",
      score: into.score,
    });
    expect(await getLead(ctx, from.id)).toMatchObject({ reason: from.reason, phone: PHONE });
    expect(await getCall(ctx, callId)).toMatchObject({ leadId: from.id });
    expect(await listTasks(ctx, { status: "open" })).toMatchObject([{ leadId: from.id }]);
    await expect(unmergeLead(ctx, from.id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("are merged once, whichever way it is asked at the same time", async () => {
    const { ctx, from, into } = await twoLeads();
    const asked = await Promise.allSettled([
      mergeLeads(ctx, { into: into.id, from: from.id }),
      mergeLeads(ctx, { into: from.id, from: into.id }),
    ]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listLeads(ctx, page)).total).toBe(1);
  });

  it("are not for guests, for another business, or one and the same", async () => {
    const { tenant, ctx, from, into } = await twoLeads();
    const other = await makeTenant();
    const both = { into: into.id, from: from.id };
    await expect(mergeLeads(await tenant.as("guest"), both)).rejects.toMatchObject({ code: "forbidden" });
    await expect(mergeLeads(other.ctx, both)).rejects.toMatchObject({ code: "not_found" });
    const foreign = await createLead(other.ctx, { name: "Ana" });
    await expect(mergeLeads(ctx, { into: into.id, from: foreign.id })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mergeLeads(ctx, { into: into.id, from: into.id })).rejects.toMatchObject({
      code: "validation_failed",
    });
    await mergeLeads(ctx, both);
    await expect(unmergeLead(other.ctx, from.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await getConversation(ctx, from.conversationId ?? "")).toBeDefined();
  });
});
