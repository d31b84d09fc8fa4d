import { describe, expect, it } from "vitest";
import { setHours, updateBusiness } from "@/lib/domain/businesses";
import { inTenant } from "@/lib/domain/context";
import { escalateTask } from "@/lib/domain/notifications";
import { acknowledgeTask, completeTask, createTask, getTask, reopenTask } from "@/lib/domain/tasks";
import { makeTenant, NOW, type Tenant } from "../../support/context";
import { jobsOf } from "../calls/call-story";
import { mailsOf } from "./mailbox";

const minutesLater = (minutes: number) => new Date(Date.parse(NOW) + minutes * 60_000);
const CALLBACK = { kind: "callback", title: "Call back Ana", urgency: "high" } as const;

const escalations = (tenant: Tenant) =>
  inTenant(tenant.ctx, ({ trx }) =>
    trx.selectFrom("jobs").select(["payload", "run_at"]).where("kind", "=", "task.escalate").execute(),
  );

/** Open from nine to five on weekdays; NOW is a Monday at nine in New York. */
async function openTenant(): Promise<Tenant> {
  const tenant = await makeTenant({ timeZone: "America/New_York" });
  await setHours(
    tenant.ctx,
    [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "09:00", closesAt: "17:00", isOpen: true })),
  );
  return tenant;
}

describe("a pressing call back that nobody takes on", () => {
  it("is told to owner and admins by mail, once", async () => {
    const tenant = await openTenant();
    await tenant.as("admin");
    await tenant.as("member");
    const { id } = await createTask(tenant.ctx, { ...CALLBACK, body: "About the invoice." });
    expect(await escalations(tenant)).toEqual([{ payload: { taskId: id }, run_at: minutesLater(15) }]);
    tenant.clock.set(minutesLater(15));
    for (let i = 0; i < 2; i += 1) await escalateTask(jobsOf(tenant), { taskId: id });
    const mails = await mailsOf(tenant);
    expect(mails).toHaveLength(2);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(2);
    expect(mails[0]).toMatchObject({
      kind: "task_escalation",
      subject: "Nobody has taken this on: Call back Ana",
      text: expect.stringMatching(/About the invoice\.[\s\S]*Waiting since: Monday, March 2 at 9:00 AM/),
    });
    expect(await getTask(tenant.ctx, id)).toMatchObject({ escalatedAt: minutesLater(15), status: "open" });
  });

  it("is left alone once somebody takes it on, or it is done", async () => {
    const tenant = await openTenant();
    const taken = await createTask(tenant.ctx, CALLBACK);
    const done = await createTask(tenant.ctx, CALLBACK);
    await acknowledgeTask(await tenant.as("member"), taken.id);
    await completeTask(tenant.ctx, done.id);
    for (const { id } of [taken, done]) await escalateTask(jobsOf(tenant), { taskId: id });
    expect(await mailsOf(tenant)).toEqual([]);
    expect(await getTask(tenant.ctx, taken.id)).toMatchObject({ escalatedAt: null });
  });

  it("waits through the night, unless it is critical", async () => {
    const tenant = await openTenant();
    tenant.clock.set("2026-03-02T21:50:00Z");
    await createTask(tenant.ctx, CALLBACK);
    await createTask(tenant.ctx, { ...CALLBACK, urgency: "critical" });
    const times = (await escalations(tenant)).map(({ run_at }) => run_at.toISOString());
    expect(times.toSorted()).toEqual(["2026-03-02T22:05:00.000Z", "2026-03-03T14:05:00.000Z"]);
  });

  it("is told when and where the business wants it: after other minutes, or never", async () => {
    const tenant = await openTenant();
    await updateBusiness(tenant.ctx, { notificationSettings: { escalateAfterMinutes: 40 } });
    await createTask(tenant.ctx, CALLBACK);
    await updateBusiness(tenant.ctx, { notificationSettings: { escalateAfterMinutes: null } });
    await createTask(tenant.ctx, CALLBACK);
    await createTask(tenant.ctx, { kind: "message", title: "Message", urgency: "critical" });
    await createTask(tenant.ctx, { ...CALLBACK, urgency: "medium" });
    expect((await escalations(tenant)).map(({ run_at }) => run_at)).toEqual([minutesLater(40)]);
  });
});

describe("taking a task on", () => {
  it("keeps the first who says so, and is on record", async () => {
    const tenant = await openTenant();
    const { id } = await createTask(tenant.ctx, CALLBACK);
    const taken = await acknowledgeTask(tenant.ctx, id);
    expect(taken).toMatchObject({
      acknowledgedAt: new Date(NOW),
      acknowledgedBy: tenant.userId,
      acknowledgedByName: expect.stringMatching(/\S/),
      status: "open",
    });
    tenant.clock.set(minutesLater(5));
    expect(await acknowledgeTask(await tenant.as("member"), id)).toEqual(taken);
    const audited = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("audit_log").select("action").where("subject_id", "=", id).execute(),
    );
    expect(audited.filter(({ action }) => action === "task.acknowledge")).toHaveLength(1);
  });

  it("leaves a task that is done as it is", async () => {
    const tenant = await openTenant();
    const { id } = await createTask(tenant.ctx, CALLBACK);
    await completeTask(tenant.ctx, id);
    expect(await acknowledgeTask(tenant.ctx, id)).toMatchObject({ acknowledgedAt: null, status: "done" });
    await reopenTask(tenant.ctx, id);
    expect(await acknowledgeTask(tenant.ctx, id)).toMatchObject({ acknowledgedBy: tenant.userId });
  });

  it("is not for guests, nor for other tenants", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const { id } = await createTask(tenant.ctx, CALLBACK);
    await expect(acknowledgeTask(await tenant.as("guest"), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(acknowledgeTask(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await escalateTask(jobsOf(other), { taskId: id });
    expect(await getTask(tenant.ctx, id)).toMatchObject({ acknowledgedAt: null, escalatedAt: null });
  });
});
