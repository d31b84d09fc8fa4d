import { describe, expect, it } from "vitest";
import { getCall, recordVoiceFact } from "@/lib/domain/calls";
import { turnsOfText } from "@/lib/domain/calls/transcript";
import { fixedClock } from "@/lib/domain/clock";
import { findContactByPhone, findOrCreateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { captureLead, contactTimeline } from "@/lib/domain/leads";
import type { Tenant } from "../../support/context";
import { at, CALLER, callStory, makeCallTenant, spokenCall, systemOf, TURNS, tell } from "./call-story";

const writeReceipt = (tenant: Tenant, conversationId: string, tool: string, kind: string) =>
  inTenant(tenant.ctx, ({ trx }) =>
    trx
      .insertInto("tool_calls")
      .values({
        id: newId(new Date()),
        business_id: tenant.businessId,
        conversation_id: conversationId,
        tool,
        arguments: "{}",
        arguments_hash: tool,
        receipt_kind: kind,
        receipt_id: newId(new Date()),
        created_at: at(10),
      })
      .execute(),
  );

describe("the end of a call", () => {
  it("reads the outcome from the receipts, not from what the vendor claims", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall();
    await tell(systemOf(tenant), { ...story.ended, outcome: "appointment_scheduled" });
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ outcome: "answered" });
    await writeReceipt(tenant, conversationId, "transfer_to_human", "transfer");
    await tell(systemOf(tenant), story.ended);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ outcome: "answered" });
    await writeReceipt(tenant, conversationId, "take_message", "task");
    await tell(systemOf(tenant), story.ended);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ outcome: "message_taken" });
    await writeReceipt(tenant, conversationId, "book_appointment", "appointment");
    await tell(systemOf(tenant), story.analyzed);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ outcome: "appointment_booked" });
  });

  it("makes the caller who spoke a contact, by number", async () => {
    const { tenant, story, callId } = await spokenCall();
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ contactId: null });
    await tell(systemOf(tenant), story.ended);
    const { contactId } = await getCall(tenant.ctx, callId);
    const again = await tell(systemOf(tenant), callStory(tenant.number).initiated);
    expect(again.matched && (await getCall(tenant.ctx, again.callId)).contactId).toBe(contactId);
  });

  it("knows the caller by the name they gave with their own number", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall();
    const lead = await captureLead(tenant.ctx, {
      name: "Ana Diaz",
      phone: CALLER,
      source: "call",
      conversationId,
    });
    await tell(systemOf(tenant), story.ended);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      contactId: lead.contactId,
      leadId: lead.id,
      callerName: "Ana Diaz",
    });
  });

  it("is not filed under somebody whose number the caller merely names: the lead alone links to it", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall();
    const victim = await findOrCreateContact(tenant.ctx, { name: "Ana Diaz", phone: "+12025550177" });
    const lead = await captureLead(tenant.ctx, { phone: "+12025550177", source: "call", conversationId });
    expect(lead.contactId).toBe(victim.id);
    await tell(systemOf(tenant), story.ended);
    const own = await findContactByPhone(tenant.ctx, CALLER);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      contactId: own?.id,
      leadId: lead.id,
      callerName: null,
    });
    expect(own?.id).not.toBe(victim.id);
    expect((await contactTimeline(tenant.ctx, victim.id)).filter(({ kind }) => kind === "call")).toEqual([]);
  });

  it("is not filed under a known person whom a withheld caller claims to be", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall({ from: "anonymous" });
    const earlier = { ...tenant.ctx, clock: fixedClock("2025-01-01T00:00:00Z") };
    const victim = await findOrCreateContact(earlier, { name: "Ana Diaz", phone: "+12025550177" });
    const lead = await captureLead(tenant.ctx, { phone: "+12025550177", source: "call", conversationId });
    expect(lead.contactId).toBe(victim.id);
    await tell(systemOf(tenant), story.ended);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ contactId: null, leadId: lead.id });
  });

  it("is filed under whom a withheld caller made known in it", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall({ from: "anonymous" });
    const given = { name: "Maya Torres", phone: "+12025550178", source: "call", conversationId } as const;
    const lead = await captureLead(tenant.ctx, given);
    await tell(systemOf(tenant), story.ended);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      contactId: lead.contactId,
      callerName: "Maya Torres",
    });
  });

  it("leaves no contact of a caller who said nothing", async () => {
    const { tenant, story, callId } = await spokenCall();
    await tell(systemOf(tenant), story.hangup);
    expect(await getCall(tenant.ctx, callId)).toMatchObject({ contactId: null, outcome: null });
  });

  it("frees the slot that was held for the caller", async () => {
    const { tenant, story, conversationId } = await spokenCall();
    const countHolds = () =>
      inTenant(
        tenant.ctx,
        async ({ trx }) =>
          (await trx.selectFrom("appointments").select("id").where("status", "=", "held").execute()).length,
      );
    await inTenant(tenant.ctx, async ({ trx }) => {
      const calendarId = newId(new Date());
      const stamp = { created_at: at(0), updated_at: at(0) };
      await trx
        .insertInto("calendars")
        .values({ id: calendarId, business_id: tenant.businessId, name: "Room", ...stamp })
        .execute();
      await trx
        .insertInto("appointments")
        .values({
          id: newId(new Date()),
          business_id: tenant.businessId,
          calendar_id: calendarId,
          resource_id: calendarId,
          conversation_id: conversationId,
          status: "held",
          held_until: at(300),
          starts_at: at(7_200),
          ends_at: at(9_000),
          during: `[${at(7_200).toISOString()},${at(9_000).toISOString()})`,
          ...stamp,
        })
        .execute();
    });
    expect(await countHolds()).toBe(1);
    await tell(systemOf(tenant), story.hangup);
    expect(await countHolds()).toBe(0);
  });
});

describe("a transcript", () => {
  it("is kept as turns, and the better one replaces it as a whole", async () => {
    const { tenant, story, callId } = await spokenCall();
    await tell(systemOf(tenant), story.ended);
    expect((await getCall(tenant.ctx, callId)).turns).toHaveLength(2);
    await tell(systemOf(tenant), story.analyzed);
    await tell(systemOf(tenant), story.ended);
    const { turns } = await getCall(tenant.ctx, callId);
    expect(turns.map(({ sender, content }) => ({ sender, content }))).toEqual(
      TURNS.map(({ sender, content }) => ({ sender, content })),
    );
    expect(turns[1]).toMatchObject({ position: 1, offsetSeconds: 4, sentAt: at(7) });
  });

  it("in one piece is read line by line", () => {
    expect(turnsOfText("Agent: Hi,\nhow are you?\nUser: Fine.\n")).toEqual([
      { sender: "agent", content: "Hi, how are you?", offsetSeconds: null },
      { sender: "customer", content: "Fine.", offsetSeconds: null },
    ]);
    expect(turnsOfText("Hello, this is John...")).toEqual([
      { sender: "customer", content: "Hello, this is John...", offsetSeconds: null },
    ]);
    expect(turnsOfText(" \n")).toEqual([]);
  });

  it("reaches a call that the vendor names by nothing but its own id", async () => {
    const { tenant, story, callId } = await spokenCall();
    const event = {
      type: "ended" as const,
      voiceCallId: story.voiceCallId,
      transcriptText: "Hello, this is John",
    };
    expect(await recordVoiceFact(systemOf(tenant), event)).toMatchObject({ matched: true, callId });
    expect((await getCall(tenant.ctx, callId)).turns).toMatchObject([{ content: "Hello, this is John" }]);
  });

  it("may hold what a database does not take", async () => {
    const { tenant, story, callId } = await spokenCall();
    const transcript = [
      { sender: "customer" as const, content: "nul\u0000 'quoted' \ud83d\ude00", offsetSeconds: null },
    ];
    await tell(systemOf(tenant), {
      ...story.ended,
      transcript,
      summary: "a\u0000b",
      disconnectionReason: "x\u0000",
    });
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      summary: "ab",
      turns: [{ content: "nul 'quoted' \ud83d\ude00" }],
    });
  });
});

describe("hostile text in a report", () => {
  it("is stored as far as a database can, and never breaks the report", async () => {
    const { tenant, story, callId } = await spokenCall();
    const half = "\ud83d";
    const long = `${tenant.businessId}${"x".repeat(10_000)}`;
    await tell(systemOf(tenant), {
      ...story.ended,
      agentId: "a\u0000",
      disconnectionReason: `${half}${long}`,
      outcome: half,
      recordingUrl: `https://x.example/${half}`,
      transcript: [{ sender: "customer", content: half, offsetSeconds: null }],
    });
    await tell(systemOf(tenant), { ...story.hangup, cause: `\u0000${half}${long}` });
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      status: "completed",
      turns: [{ content: "\ufffd" }],
    });
    const odd = {
      ...callStory(tenant.number).initiated,
      sessionId: `\u0000${long}`,
      callControlId: `${half}${long}`,
    };
    expect(await tell(systemOf(tenant), odd)).toMatchObject({ matched: true });
    expect(await tell(systemOf(tenant), odd)).toMatchObject({ matched: true });
    expect(await tell(systemOf(tenant), { ...odd, sessionId: "\u0000" })).toEqual({ matched: false });
    expect(await tell(systemOf(tenant), { type: "ended", voiceCallId: long, transcriptText: "Hi" })).toEqual({
      matched: false,
    });
  });
});

describe("a registration that was given up", () => {
  it("says nothing about the call when it times out", async () => {
    const { tenant, story, callId } = await spokenCall();
    await tell(systemOf(tenant), {
      type: "ended",
      voiceCallId: `${story.voiceCallId}_unused`,
      callId,
      businessId: tenant.businessId,
      disconnectionReason: "registered_call_timeout",
    });
    expect(await getCall(tenant.ctx, callId)).toMatchObject({
      status: "in_progress",
      disconnectReason: null,
    });
  });
});

describe("a leg that we dialled", () => {
  it("reported first belongs to the caller's call all the same", async () => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    const first = await tell(systemOf(tenant), story.dialled);
    const second = await tell(systemOf(tenant), story.initiated);
    expect(second).toEqual(first);
    expect(second.matched && (await getCall(tenant.ctx, second.callId))).toMatchObject({
      fromNumber: CALLER,
      toNumber: tenant.number,
      providerCallId: story.initiated.callControlId,
    });
  });
});

describe("a withheld number", () => {
  it("is a call without one", async () => {
    const tenant = await makeCallTenant();
    const result = await tell(systemOf(tenant), callStory(tenant.number, "anonymous").initiated);
    expect(result.matched && (await getCall(tenant.ctx, result.callId))).toMatchObject({ fromNumber: null });
  });
});
