import { describe, expect, it } from "vitest";
import { bookAppointment, getAppointment } from "@/lib/domain/appointments";
import {
  findContactByPhone,
  findDuplicateContacts,
  findOrCreateContact,
  getContact,
  listContacts,
  mergeContacts,
  previewMerge,
  updateContact,
} from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { getConversation, startConversation } from "@/lib/domain/conversations";
import { createLead, getLead } from "@/lib/domain/leads";
import { createTask, getTask } from "@/lib/domain/tasks";
import { makeTenant, type Tenant } from "../../support/context";

const HOME = "+12025550133";
const WORK = "+12025550144";

async function twoContacts(tenant: Tenant) {
  const { ctx } = tenant;
  const into = await findOrCreateContact(ctx, { name: "Ana Diaz", phone: HOME });
  const from = await findOrCreateContact(ctx, {
    name: "ana diaz",
    phone: WORK,
    email: "ana@example.com",
    company: "Engines",
  });
  return { ctx, into, from };
}

describe("two contacts of one person", () => {
  it("become one with everything that belongs to either, reached by either number", async () => {
    const { ctx, into, from } = await twoContacts(await makeTenant());
    expect((await findDuplicateContacts(ctx, into.id)).map(({ id }) => id)).toEqual([from.id]);
    const conversation = await startConversation(ctx, { channel: "sms", contactId: from.id });
    const lead = await createLead(ctx, { phone: WORK });
    const task = await createTask(ctx, { kind: "callback", title: "Call", contactId: from.id });
    const startsAt = new Date("2026-03-04T20:00:00Z");
    const how = { durationMinutes: 30, rules: "free", source: "call", status: "confirmed" } as const;
    const appointment = await bookAppointment(ctx, { startsAt, ...how, contactId: from.id });

    const merged = await mergeContacts(ctx, { into: into.id, from: from.id });
    expect(merged).toMatchObject({
      id: into.id,
      name: "Ana Diaz",
      phone: HOME,
      email: "ana@example.com",
      company: "Engines",
    });
    expect(await getConversation(ctx, conversation.id)).toMatchObject({ contactId: into.id });
    expect(await getLead(ctx, lead.id)).toMatchObject({ contactId: into.id });
    expect(await getTask(ctx, task.id)).toMatchObject({ contactId: into.id });
    expect(await getAppointment(ctx, appointment.id)).toMatchObject({ contactId: into.id });
    expect((await listContacts(ctx, { page: 1, limit: 10 })).items).toEqual([merged]);
    await expect(getContact(ctx, from.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await findContactByPhone(ctx, WORK)).toEqual(merged);
    expect(await findOrCreateContact(ctx, { phone: WORK, email: "ana@example.com" })).toEqual(merged);
    expect(await updateContact(ctx, { id: into.id, phone: WORK })).toMatchObject({ phone: WORK });
    const actions = await inTenant(ctx, ({ trx }) =>
      trx.selectFrom("audit_log").select("action").where("subject_id", "=", into.id).execute(),
    );
    expect(actions.map(({ action }) => action)).toContain("contact.merge");
  });

  it("show beforehand what would be joined, and nothing changes by it", async () => {
    const { ctx, into, from } = await twoContacts(await makeTenant());
    await startConversation(ctx, { channel: "sms", contactId: from.id });
    await createLead(ctx, { phone: WORK });
    await createTask(ctx, { kind: "callback", title: "Call", contactId: from.id });
    await createTask(ctx, { kind: "callback", title: "Call again", contactId: from.id });
    await createTask(ctx, { kind: "callback", title: "Not moved", contactId: into.id });
    const both = { into: into.id, from: from.id };
    const tasksOf = async (id: string) =>
      (
        await inTenant(ctx, ({ trx }) =>
          trx.selectFrom("tasks").select("id").where("contact_id", "=", id).execute(),
        )
      ).length;
    const tasks = await tasksOf(from.id);
    expect(await previewMerge(ctx, both)).toEqual({
      into,
      from,
      moved: { conversations: 1, leads: 1, appointments: 0, tasks },
    });
    expect(tasks).toBeGreaterThanOrEqual(2);
    expect(await tasksOf(from.id)).toBe(tasks);
    await mergeContacts(ctx, both);
    await expect(previewMerge(ctx, both)).rejects.toMatchObject({ code: "not_found" });
  });

  it("lead on to the last one when that is merged too", async () => {
    const { ctx, into, from } = await twoContacts(await makeTenant());
    const last = await findOrCreateContact(ctx, { name: "Ana", phone: "+12025550155" });
    await mergeContacts(ctx, { into: into.id, from: from.id });
    await mergeContacts(ctx, { into: last.id, from: into.id });
    expect(await findContactByPhone(ctx, WORK)).toMatchObject({ id: last.id });
    expect(await findContactByPhone(ctx, HOME)).toMatchObject({ id: last.id });
  });

  it("are merged once, whichever way it is asked at the same time", async () => {
    const { ctx, into, from } = await twoContacts(await makeTenant());
    const asked = await Promise.allSettled([
      mergeContacts(ctx, { into: into.id, from: from.id }),
      mergeContacts(ctx, { into: from.id, from: into.id }),
    ]);
    expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await listContacts(ctx, { page: 1, limit: 10 })).total).toBe(1);
  });

  it("are not for guests, for another business, or one and the same", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    const { ctx, into, from } = await twoContacts(tenant);
    const both = { into: into.id, from: from.id };
    for (const verb of [mergeContacts, previewMerge]) {
      await expect(verb(await tenant.as("guest"), both)).rejects.toMatchObject({ code: "forbidden" });
      await expect(verb(other.ctx, both)).rejects.toMatchObject({ code: "not_found" });
      await expect(verb(ctx, { into: into.id, from: into.id })).rejects.toMatchObject({
        code: "validation_failed",
      });
    }
    const foreign = await findOrCreateContact(other.ctx, { name: "Ana", phone: HOME });
    await expect(mergeContacts(ctx, { into: into.id, from: foreign.id })).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
