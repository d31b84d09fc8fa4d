import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { setHours } from "@/lib/domain/businesses";
import type { OpeningRules } from "@/lib/domain/calendars";
import { inTenant } from "@/lib/domain/context";
import { captureLead, createLead, getLead, updateLead } from "@/lib/domain/leads";
import { completeTask, createTask, listTasks, reopenTask, snoozeTask } from "@/lib/domain/tasks";
import { followUpDueAt, snoozedUntil } from "@/lib/domain/tasks/opening-times";
import { makeTenant, NOW } from "../../support/context";

const WEEKDAYS = [1, 2, 3, 4, 5].map((dayOfWeek) => ({
  dayOfWeek,
  opensAt: "09:00",
  closesAt: "17:00",
  isOpen: true,
}));
const PHONE = "+12125550123";
const HOT = {
  name: "Ana",
  phone: PHONE,
  reason: "Severe toothache, wants to book today",
  source: "call",
} as const;

async function openTenant() {
  const tenant = await makeTenant();
  await setHours(tenant.ctx, WEEKDAYS);
  return tenant;
}

describe("a follow-up", () => {
  it("comes of a hot lead, within the hour, for whom the lead is assigned", async () => {
    const { ctx, userId } = await openTenant();
    const lead = await captureLead(ctx, HOT);
    const [task, ...more] = await listTasks(ctx, { status: "open" });
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      kind: "follow_up",
      title: "Follow up with Ana",
      body: HOT.reason,
      leadId: lead.id,
      contactId: lead.contactId,
      urgency: "high",
      dueAt: new Date("2026-03-02T15:00:00Z"),
      assignedUserId: null,
    });
    await updateLead(ctx, { id: lead.id, assignedUserId: userId, reason: `${HOT.reason}. Asap!` });
    expect(await listTasks(ctx)).toEqual([{ ...task, assignedUserId: userId }]);
  });

  it("does not come of a cold lead, nor of one that has an appointment ahead", async () => {
    const { ctx } = await openTenant();
    await createLead(ctx, { name: "Bob" });
    const startsAt = new Date("2026-03-04T20:00:00Z");
    const customer = { name: "Ana", phone: PHONE };
    const how = { rules: "free", source: "call", status: "confirmed" } as const;
    await bookAppointment(ctx, { startsAt, durationMinutes: 30, customer, ...how });
    await captureLead(ctx, HOT);
    expect(await listTasks(ctx)).toEqual([]);
  });

  it("makes a lead contacted when it is done, and new again when that is taken back at once", async () => {
    const { ctx } = await openTenant();
    const lead = await captureLead(ctx, HOT);
    const [task] = await listTasks(ctx);
    const id = task?.id ?? "";
    await completeTask(ctx, id);
    expect(await getLead(ctx, lead.id)).toMatchObject({ status: "contacted" });
    await reopenTask(ctx, id);
    expect(await getLead(ctx, lead.id)).toMatchObject({ status: "new" });
    await completeTask(ctx, id);
    await updateLead(ctx, { id: lead.id, status: "qualified" });
    await reopenTask(ctx, id);
    expect(await getLead(ctx, lead.id)).toMatchObject({ status: "qualified" });
  });

  it("is done when a person moves the lead on", async () => {
    const { ctx, userId } = await openTenant();
    const lead = await captureLead(ctx, HOT);
    await updateLead(ctx, { id: lead.id, status: "contacted" });
    expect(await listTasks(ctx)).toMatchObject([{ status: "done", doneBy: userId }]);
  });

  it("does not name somebody of another business, and is not shown to it", async () => {
    const [one, two] = [await openTenant(), await openTenant()];
    const lead = await captureLead(one.ctx, HOT);
    await expect(updateLead(one.ctx, { id: lead.id, assignedUserId: two.userId })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await listTasks(two.ctx)).toEqual([]);
    const [task] = await listTasks(one.ctx);
    await expect(snoozeTask(two.ctx, { id: task?.id ?? "", for: "hour" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("is one, however many captures of a lead there are at once", async () => {
    const { ctx } = await openTenant();
    const { id } = await createLead(ctx, { name: "Ana" });
    await Promise.all([1, 2, 3, 4].map((turn) => updateLead(ctx, { id, reason: `An emergency, ${turn}` })));
    expect(await listTasks(ctx)).toHaveLength(1);
  });
});

describe("the list of tasks", () => {
  it("has what is overdue first, and what is put off no longer", async () => {
    const { ctx, clock } = await openTenant();
    await captureLead(ctx, HOT);
    clock.set("2026-03-02T15:30:00Z");
    await createTask(ctx, { kind: "message", title: "Newer" });
    expect((await listTasks(ctx)).map(({ title }) => title)).toEqual(["Follow up with Ana", "Newer"]);
    const [overdue] = await listTasks(ctx);
    const id = overdue?.id ?? "";
    expect(await snoozeTask(ctx, { id, for: "next_opening" })).toMatchObject({
      dueAt: new Date("2026-03-03T14:00:00Z"),
    });
    expect((await listTasks(ctx)).map(({ title }) => title)).toEqual(["Newer", "Follow up with Ana"]);
    expect(await snoozeTask(ctx, { id, for: "hour" })).toMatchObject({
      dueAt: new Date("2026-03-02T16:30:00Z"),
    });
  });

  it("lets nobody put off what is done, nor guests anything", async () => {
    const tenant = await openTenant();
    const { id } = await createTask(tenant.ctx, { kind: "review", title: "Look" });
    await expect(snoozeTask(await tenant.as("guest"), { id, for: "hour" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await completeTask(tenant.ctx, id);
    await expect(snoozeTask(tenant.ctx, { id, for: "hour" })).rejects.toMatchObject({ code: "conflict" });
    const actions = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("audit_log").select("action").where("subject_id", "=", id).orderBy("id").execute(),
    );
    expect(actions.map(({ action }) => action)).not.toContain("task.snooze");
  });
});

describe("the due time", () => {
  const rules: OpeningRules = { timeZone: "America/New_York", openings: WEEKDAYS, closures: [] };
  const due = (now: string, isPressing: boolean, given = rules) =>
    followUpDueAt(new Date(now), isPressing, given).toISOString();

  it("of a pressing one is within the hour while it is open, else at the next opening", () => {
    expect(due(NOW, true)).toBe("2026-03-02T15:00:00.000Z");
    expect(due("2026-03-02T21:40:00Z", true)).toBe("2026-03-02T22:00:00.000Z");
    expect(due("2026-03-02T23:00:00Z", true)).toBe("2026-03-03T14:00:00.000Z");
  });

  it("of every other is at the next opening: over a weekend, a change of the clock and a closure", () => {
    expect(due(NOW, false)).toBe("2026-03-03T14:00:00.000Z");
    expect(due("2026-03-06T20:00:00Z", false)).toBe("2026-03-09T13:00:00.000Z");
    const closed = {
      ...rules,
      closures: [{ startsAtLocal: "2026-03-09T00:00", endsAtLocal: "2026-03-10T12:00" }],
    };
    expect(due("2026-03-06T20:00:00Z", false, closed)).toBe("2026-03-10T16:00:00.000Z");
  });

  it("of a business without hours is within the hour, or within a day", () => {
    expect(due(NOW, true, { ...rules, openings: [] })).toBe("2026-03-02T15:00:00.000Z");
    expect(due(NOW, false, { ...rules, openings: [] })).toBe("2026-03-03T14:00:00.000Z");
  });

  it("put off for a week is a week later, or when it opens after", () => {
    expect(snoozedUntil(new Date(NOW), "week", rules).toISOString()).toBe("2026-03-09T14:00:00.000Z");
    expect(snoozedUntil(new Date("2026-03-06T23:00:00Z"), "week", rules).toISOString()).toBe(
      "2026-03-16T13:00:00.000Z",
    );
  });

  it("is always ahead and while the business is open, or just as it closes", () => {
    const minutes = fc.integer({ min: 0, max: 365 * 1440 });
    fc.assert(
      fc.property(minutes, fc.boolean(), (minute, isPressing) => {
        const now = new Date(Date.parse("2026-01-01T00:00:00Z") + minute * 60_000);
        const at = followUpDueAt(now, isPressing, rules);
        const local = new Intl.DateTimeFormat("en-GB", {
          timeZone: rules.timeZone,
          weekday: "short",
          hour: "2-digit",
          minute: "2-digit",
        }).format(at);
        expect(at.getTime()).toBeGreaterThan(now.getTime());
        expect(local).not.toMatch(/Sat|Sun/);
        const time = local.slice(-5);
        expect(time >= "09:00" && time <= "17:00").toBe(true);
      }),
    );
  });
});
