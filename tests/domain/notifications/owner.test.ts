import { describe, expect, it } from "vitest";
import { bookAppointment, cancelAppointment } from "@/lib/domain/appointments";
import { updateBusiness } from "@/lib/domain/businesses";
import { getCall } from "@/lib/domain/calls";
import { captureLead } from "@/lib/domain/leads";
import { createTask } from "@/lib/domain/tasks";
import { makeTenant, NOW } from "../../support/context";
import { callStory, jobsOf, makeCallTenant, systemOf, tell } from "../calls/call-story";
import { mailsOf, runNotices } from "./mailbox";

const STARTS_AT = new Date("2026-03-04T20:00:00Z");
const minutesLater = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000);
const BOOKING = {
  startsAt: STARTS_AT,
  durationMinutes: 30,
  customer: { name: "Ana <b>Diaz</b>", phone: "+12025550133" },
  title: "Cleaning & check",
  source: "call",
  status: "confirmed",
  rules: "free",
} as const;

describe("the owner is told of an appointment", () => {
  it("once, in the business's own time, safely worded", async () => {
    const tenant = await makeTenant();
    await bookAppointment(jobsOf(tenant), BOOKING);
    await runNotices(tenant);
    const mails = await mailsOf(tenant);
    expect(mails).toMatchObject([
      {
        kind: "new_appointment",
        status: "queued",
        subject: "New appointment with Ana <b>Diaz</b>: Wednesday, March 4 at 3:00 PM",
      },
    ]);
    expect(mails[0]?.text).toContain("When: Wednesday, March 4 at 3:00 PM EST");
    expect(mails[0]?.html).toContain("Ana &lt;b&gt;Diaz&lt;/b&gt;");
    expect(mails[0]?.html).toContain("Cleaning &amp; check");
    expect(mails[0]?.html).not.toContain("<b>Diaz");
  });

  it("at their own address, unless another is set", async () => {
    const tenant = await makeTenant();
    await bookAppointment(jobsOf(tenant), BOOKING);
    await runNotices(tenant);
    tenant.clock.set(minutesLater(1));
    await updateBusiness(tenant.ctx, { notificationSettings: { ownerEmail: "Desk@harbor.example" } });
    await bookAppointment(jobsOf(tenant), { ...BOOKING, startsAt: new Date("2026-03-05T20:00:00Z") });
    await runNotices(tenant);
    const [first, second] = await mailsOf(tenant);
    expect(first?.to).toMatch(/@example\.com$/);
    expect(second?.to).toBe("desk@harbor.example");
  });

  it("not when they made it themselves, nor when they do not want to know", async () => {
    const tenant = await makeTenant();
    await bookAppointment(tenant.ctx, BOOKING);
    await updateBusiness(tenant.ctx, {
      notificationSettings: { newAppointment: false, cancelledAppointment: false },
    });
    const other = await bookAppointment(jobsOf(tenant), {
      ...BOOKING,
      startsAt: new Date("2026-03-05T20:00:00Z"),
    });
    await cancelAppointment(jobsOf(tenant), { id: other.id });
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toEqual([]);
  });

  it("that is cancelled", async () => {
    const tenant = await makeTenant();
    const { id } = await bookAppointment(tenant.ctx, BOOKING);
    await cancelAppointment(jobsOf(tenant), { id });
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toMatchObject([{ kind: "cancelled_appointment" }]);
  });
});

describe("the owner is told of a lead", () => {
  it("with what they want and how to reach them", async () => {
    const tenant = await makeTenant();
    await captureLead(jobsOf(tenant), {
      name: "Ana",
      phone: "+12025550133",
      reason: "Whitening",
      source: "web",
    });
    await runNotices(tenant);
    const [mail] = await mailsOf(tenant);
    expect(mail).toMatchObject({ kind: "new_lead", subject: "New lead: Ana" });
    expect(mail?.text).toContain("Phone: +12025550133");
    expect(mail?.text).toContain("Wants: Whitening");
  });
});

async function callWithNews() {
  const tenant = await makeCallTenant();
  const story = callStory(tenant.number);
  const system = systemOf(tenant);
  const result = await tell(system, story.initiated);
  if (!result.matched) throw new Error("The call was not matched");
  await tell(system, story.answered);
  const { conversationId } = await getCall(tenant.ctx, result.callId);
  const jobs = jobsOf(tenant);
  await captureLead(jobs, {
    name: "Ana",
    phone: "+12025550133",
    reason: "Whitening",
    source: "call",
    conversationId,
  });
  await bookAppointment(jobs, {
    ...BOOKING,
    customer: { name: "Ana", phone: "+12025550133" },
    conversationId,
  });
  await createTask(jobs, { kind: "message", title: "Send the forms", conversationId });
  return { tenant, story, system, callId: result.callId };
}

describe("the owner is told of a call", () => {
  it("in one mail with its summary, lead, appointment, task and transcript", async () => {
    const { tenant, story, system } = await callWithNews();
    await runNotices(tenant);
    await tell(system, story.hangup);
    await runNotices(tenant);
    await tell(system, story.ended);
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toEqual([]);
    await tell(system, story.analyzed);
    await runNotices(tenant);
    tenant.clock.set(minutesLater(30));
    await runNotices(tenant);
    const mails = await mailsOf(tenant);
    expect(mails).toMatchObject([{ kind: "call_summary", subject: "Call from Ana: questions answered" }]);
    const text = mails[0]?.text ?? "";
    for (const part of [
      "Asked whether new patients are taken.",
      "From: Ana, +12025550133",
      "Duration: 1 min 0 s",
      "Appointment: Wednesday, March 4 at 3:00 PM, Cleaning & check, Ana",
      "Lead: Ana: Whitening",
      "To do: Send the forms",
      "Caller: Do you take new patients?",
    ])
      expect(text).toContain(part);
  });

  it("without the summary when it does not come", async () => {
    const { tenant, story, system } = await callWithNews();
    await tell(system, story.hangup);
    await runNotices(tenant);
    tenant.clock.set(minutesLater(2));
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toMatchObject([{ kind: "call_summary" }]);
  });

  it("by its lead and appointment alone when its end is never reported", async () => {
    const { tenant } = await callWithNews();
    await runNotices(tenant);
    tenant.clock.set(minutesLater(16));
    await runNotices(tenant);
    expect((await mailsOf(tenant)).map(({ kind }) => kind).sort()).toEqual(["new_appointment", "new_lead"]);
  });

  it("by its lead and appointment alone when they want no summaries", async () => {
    const { tenant, story, system } = await callWithNews();
    await updateBusiness(tenant.ctx, { notificationSettings: { callSummary: false } });
    await tell(system, story.analyzed);
    await runNotices(tenant);
    expect((await mailsOf(tenant)).map(({ kind }) => kind).sort()).toEqual(["new_appointment", "new_lead"]);
  });

  it("at once when it was missed", async () => {
    const tenant = await makeCallTenant();
    const story = callStory(tenant.number);
    await tell(systemOf(tenant), story.initiated);
    await tell(systemOf(tenant), story.hangup);
    await runNotices(tenant);
    expect(await mailsOf(tenant)).toMatchObject([
      { kind: "missed_call", subject: "Missed call from +12025550133" },
    ]);
  });
});
