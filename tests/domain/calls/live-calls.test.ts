import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { createCalendar } from "@/lib/domain/calendars";
import { countLive, listLive, listLiveCalls } from "@/lib/domain/calls";
import { activityOf } from "@/lib/domain/calls/activity";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { forBusiness } from "@/lib/domain/context";
import { runTool } from "@/lib/domain/receptionist";
import { anonymousContext, makeTenant } from "../../support/context";
import { at, CALLER, callStory, jobsOf, makeCallTenant, spokenCall, systemOf, tell } from "./call-story";

const said = (position: number, sender: "agent" | "customer" | "human") => ({
  position,
  sender,
  content: "Hello",
  sentAt: at(position),
  offsetSeconds: position,
  endOffsetSeconds: position + 3,
  why: null,
});

describe("what a call does now", () => {
  const call = { status: "in_progress" as const, turns: [], toolCalls: [], reportedAt: at(10) };
  const now = at(11);

  it("rings, is answered, or is with a person", () => {
    expect(activityOf({ ...call, status: "ringing" }, now)).toEqual({ kind: "ringing" });
    expect(activityOf(call, now)).toEqual({ kind: "answering" });
    expect(activityOf({ ...call, status: "transferred", turns: [said(0, "agent")] }, now)).toEqual({
      kind: "with_person",
    });
    expect(activityOf({ ...call, turns: [said(0, "human")] }, now)).toEqual({ kind: "with_person" });
  });

  it("thinks after the caller's words, and uses the newest tool since", () => {
    const turns = [said(0, "agent"), said(1, "customer")];
    expect(activityOf({ ...call, turns }, now)).toEqual({ kind: "thinking" });
    const toolCalls = [
      { tool: "answer_question", turnsBefore: 1 },
      { tool: "check_availability", turnsBefore: 2 },
      { tool: "hold_slot", turnsBefore: 2 },
      { tool: "capture_lead", turnsBefore: null },
    ];
    expect(activityOf({ ...call, turns, toolCalls }, now)).toEqual({ kind: "using_tool", tool: "hold_slot" });
    expect(activityOf({ ...call, turns: [...turns, said(2, "agent")], toolCalls }, at(20))).toEqual({
      kind: "listening",
    });
  });

  it("speaks for as long as its words take from when they were reported, then listens", () => {
    const turns = [said(0, "agent")];
    expect(activityOf({ ...call, turns }, at(12))).toEqual({ kind: "speaking", until: at(13) });
    expect(activityOf({ ...call, turns }, at(13))).toEqual({ kind: "listening" });
    const untimed = [{ ...said(0, "agent"), offsetSeconds: null, endOffsetSeconds: null }];
    expect(activityOf({ ...call, turns: untimed }, now)).toEqual({ kind: "listening" });
  });
});

describe("the calls in progress", () => {
  it("are there from the ring to the end, with what was said and done so far", async () => {
    const { tenant, story, callId, conversationId } = await spokenCall();
    expect(await listLiveCalls(tenant.ctx)).toMatchObject([
      { id: callId, turns: [], toolCalls: [], activity: { kind: "answering" }, nextAppointment: null },
    ]);
    await tell(systemOf(tenant), story.asked);
    await runTool(forBusiness(systemOf(tenant), tenant.businessId), {
      conversationId,
      tool: "answer_question",
      arguments: { question: "Do you take new patients?" },
      turnsBefore: 2,
    });
    expect(await listLiveCalls(tenant.ctx)).toMatchObject([
      {
        id: callId,
        fromNumber: CALLER,
        turns: [
          { sender: "agent", content: "Harbor Dental, how can I help?" },
          { sender: "customer", content: "Do you take new patients?" },
        ],
        toolCalls: [{ tool: "answer_question", turnsBefore: 2 }],
        activity: { kind: "using_tool", tool: "answer_question" },
      },
    ]);
    expect(await countLive(tenant.ctx)).toBe(1);
    await tell(systemOf(tenant), story.ended);
    await tell(systemOf(tenant), story.hangup);
    await tell(systemOf(tenant), story.lastUpdate);
    expect(await listLiveCalls(tenant.ctx)).toEqual([]);
    expect(await countLive(tenant.ctx)).toBe(0);
  });

  it("include one that a person took, until it ends", async () => {
    const { tenant, story, callId } = await spokenCall();
    const person = {
      ...story.answered,
      callControlId: `v3:c-${story.tag}`,
      legId: `leg-c-${story.tag}`,
      from: tenant.number,
      to: "+12125550188",
    };
    await tell(systemOf(tenant), {
      ...person,
      type: "answered",
      occurredAt: at(10),
    } as typeof story.answered);
    expect(await listLiveCalls(tenant.ctx)).toMatchObject([
      { id: callId, status: "transferred", activity: { kind: "with_person" } },
    ]);
    await tell(systemOf(tenant), story.hangup);
    expect(await listLive(tenant.ctx)).toEqual([]);
  });

  it("tell who is calling, and when they come next", async () => {
    const tenant = await makeCallTenant();
    await createCalendar(tenant.ctx, { name: "Dr. Ada" });
    const contact = await findOrCreateContact(tenant.ctx, { name: "Maya Torres", phone: CALLER });
    const startsAt = new Date("2026-03-03T15:00:00Z");
    const booked = await bookAppointment(tenant.ctx, {
      startsAt,
      durationMinutes: 30,
      title: "Cleaning",
      contactId: contact.id,
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    await tell(systemOf(tenant), callStory(tenant.number).initiated);
    expect(await listLiveCalls(tenant.ctx)).toMatchObject([
      {
        callerName: "Maya Torres",
        contactId: contact.id,
        nextAppointment: { id: booked.id, startsAt, title: "Cleaning" },
        activity: { kind: "ringing" },
      },
    ]);
  });

  it("are watched by every member, and by nobody of another business", async () => {
    const { tenant, callId } = await spokenCall();
    expect(await listLiveCalls(await tenant.as("guest"))).toMatchObject([{ id: callId }]);
    const other = await makeTenant();
    expect(await listLiveCalls(other.ctx)).toEqual([]);
    expect(await countLive(other.ctx)).toBe(0);
    await expect(listLiveCalls(await anonymousContext())).rejects.toMatchObject({ code: "forbidden" });
    await expect(countLive(await anonymousContext())).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stop being live when their end is never reported", async () => {
    const { tenant, callId } = await spokenCall();
    tenant.clock.set(at(3 * 3_600));
    expect(await listLive(jobsOf(tenant))).toMatchObject([{ id: callId }]);
    tenant.clock.set(at(5 * 3_600));
    expect(await countLive(tenant.ctx)).toBe(0);
  });
});
