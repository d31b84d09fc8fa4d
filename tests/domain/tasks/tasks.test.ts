import { describe, expect, it } from "vitest";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { completeTask, createTask, getTask, listTasks, reopenTask } from "@/lib/domain/tasks";
import { makeTenant, NOW } from "../../support/context";

describe("a task", () => {
  it("is listed open, with whom it is about", async () => {
    const tenant = await makeTenant();
    const contact = await findOrCreateContact(tenant.ctx, { name: "Ana", phone: "+12025550133" });
    const task = await createTask(tenant.ctx, { kind: "message", title: "Call Ana", contactId: contact.id });
    expect(task).toMatchObject({
      status: "open",
      urgency: "medium",
      contactName: "Ana",
      contactPhone: "+12025550133",
      callId: null,
    });
    expect(await listTasks(tenant.ctx, { status: "open" })).toEqual([task]);
    expect(tenant.ports.published).toContainEqual({ businessId: tenant.businessId, topics: ["task"] });
  });

  it("is done once and can be taken back", async () => {
    const tenant = await makeTenant();
    const { id } = await createTask(tenant.ctx, { kind: "callback", title: "Call back" });
    const done = await completeTask(tenant.ctx, id);
    expect(done).toMatchObject({ status: "done", doneAt: new Date(NOW), doneBy: tenant.userId });
    tenant.clock.set("2026-03-02T15:00:00Z");
    expect(await completeTask(tenant.ctx, id)).toEqual(done);
    expect(await listTasks(tenant.ctx, { status: "open" })).toEqual([]);
    expect(await listTasks(tenant.ctx, { status: "done" })).toEqual([done]);
    expect(await reopenTask(tenant.ctx, id)).toMatchObject({ status: "open", doneAt: null, doneBy: null });
    const actions = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("audit_log").select("action").where("subject_id", "=", id).orderBy("id").execute(),
    );
    expect(actions.map(({ action }) => action).sort()).toEqual([
      "task.complete",
      "task.create",
      "task.reopen",
    ]);
  });

  it("is not for guests to write, nor for other tenants to see or to hang their people on", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const { id } = await createTask(tenant.ctx, { kind: "review", title: "Look" });
    await expect(completeTask(await tenant.as("guest"), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(completeTask(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(getTask(other.ctx, id)).rejects.toMatchObject({ code: "not_found" });
    const contact = await findOrCreateContact(tenant.ctx, { name: "Ana", phone: "+12025550133" });
    await expect(
      createTask(other.ctx, { kind: "review", title: "Look", contactId: contact.id }),
    ).rejects.toMatchObject({ code: "not_found" });
    expect(await listTasks(other.ctx)).toEqual([]);
  });
});
