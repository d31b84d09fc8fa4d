import { describe, expect, it } from "vitest";
import { bookAppointment, cancelAppointment, markNoShow } from "@/lib/domain/appointments";
import { updateBusiness } from "@/lib/domain/businesses";
import { inTenant } from "@/lib/domain/context";
import { listEmails } from "@/lib/domain/emails";
import { createLead } from "@/lib/domain/leads";
import { sendQueuedMail } from "@/lib/domain/notifications";
import { addNumber } from "@/lib/domain/numbers";
import { remindCustomer, reminderOffers } from "@/lib/domain/reminders";
import { listTexts, receiveText } from "@/lib/domain/texts";
import { anonymousContext, makeTenant, NOW, type Tenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";

const PHONE = "+12025550143";
const ANA = "ana@example.com";
const STARTS_AT = new Date("2026-03-11T19:00:00Z");
const PAGE = { page: 1, limit: 20 };

/** A business that can text. */
async function office() {
  const tenant = await makeTenant();
  await updateBusiness(tenant.ctx, {
    address: "1 Main St",
    city: "Portland",
    phone: "+12025550100",
    email: "hello@harbor.example",
  });
  const number = nextNumber();
  await addNumber(tenant.ctx, { e164: number });
  Object.assign(tenant.ctx.ports.telephony, { isConfigured: true });
  return { ...tenant, number };
}

const book = (tenant: Tenant, customer: { phone?: string; email?: string }, more: object = {}) =>
  bookAppointment(tenant.ctx, {
    startsAt: STARTS_AT,
    durationMinutes: 45,
    customer: { name: "Ana Diaz", ...customer },
    title: "Cleaning",
    source: "dashboard",
    status: "confirmed",
    rules: "free",
    ...more,
  });
const textsOf = async (tenant: Tenant) => (await listTexts(tenant.ctx, PAGE)).items;
const emailsOf = async (tenant: Tenant) => (await listEmails(tenant.ctx, PAGE)).items;

describe("a reminder", () => {
  it("is a text in the business's time where nothing else is asked", async () => {
    const tenant = await office();
    const { id } = await book(tenant, { phone: PHONE, email: ANA });
    const reminder = await remindCustomer(tenant.ctx, { appointmentId: id });
    expect(reminder).toEqual({
      id: expect.any(String),
      appointmentId: id,
      method: "sms",
      message:
        "Hello Ana Diaz, this is a reminder of your appointment at Harbor Dental: Cleaning, Wednesday, March 11 at 3:00 PM EDT, 1 Main St, Portland. To change or cancel it, reach us at +12025550100 or hello@harbor.example.",
      to: PHONE,
      status: "queued",
      error: null,
      createdAt: new Date(NOW),
    });
    expect(await textsOf(tenant)).toMatchObject([
      { id: reminder.id, phone: PHONE, content: reminder.message },
    ]);
    expect(await emailsOf(tenant)).toEqual([]);
  });

  it("is an e-mail with the calendar file, in the customer's thread", async () => {
    const tenant = await office();
    const { id, contactId } = await book(tenant, { email: ANA }, { status: "pending" });
    const reminder = await remindCustomer(tenant.ctx, { appointmentId: id });
    expect(reminder).toMatchObject({ method: "email", to: ANA, status: "queued", error: null });
    expect(reminder.message).toBe(
      "Hello Ana Diaz,\n\nthis is a reminder of your appointment at Harbor Dental.\n\nWhen: Wednesday, March 11 at 3:00 PM EDT\nWhat: Cleaning\nWhere: 1 Main St, Portland\n\nIt is not confirmed yet.\n\nTo change or cancel it, reach us at +12025550100 or hello@harbor.example.",
    );
    const [email] = await emailsOf(tenant);
    expect(email).toMatchObject({
      kind: "appointment_reminder",
      subject: "Reminder: your appointment at Harbor Dental",
      content: reminder.message,
    });
    await sendQueuedMail(tenant.ctx, { mailId: email?.id ?? "" });
    expect(tenant.ports.sent).toMatchObject([
      {
        to: ANA,
        replyTo: "hello@harbor.example",
        optOutUrl: expect.stringContaining("/api/unsubscribe/"),
        attachments: [{ filename: "appointment.ics", content: expect.stringMatching(/^UID:[0-9a-f]{32}@/m) }],
      },
    ]);
    expect(await remindCustomer(tenant.ctx, { appointmentId: id })).toEqual({ ...reminder, status: "sent" });
    const threads = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("conversations").select(["channel", "contact_id"]).execute(),
    );
    expect(threads).toEqual([{ channel: "email", contact_id: contactId }]);
  });

  it("goes to the contact, else the lead, where the appointment has no number or address", async () => {
    const tenant = await office();
    const lead = await createLead(tenant.ctx, { name: "Ana", phone: PHONE, email: ANA });
    const { id } = await book(tenant, {}, { leadId: lead.id });
    await inTenant(tenant.ctx, ({ trx }) =>
      trx.updateTable("appointments").set({ customer_phone: null, customer_email: null }).execute(),
    );
    expect(await remindCustomer(tenant.ctx, { appointmentId: id })).toMatchObject({ to: PHONE });
    expect(await remindCustomer(tenant.ctx, { appointmentId: id, method: "email" })).toMatchObject({
      to: ANA,
    });
    expect((await emailsOf(tenant)).map(({ leadId }) => leadId)).toEqual([lead.id]);
  });

  it("is one for two clicks, and another after a minute, with other words or by another way", async () => {
    const tenant = await office();
    const { id } = await book(tenant, { phone: PHONE, email: ANA });
    const remind = (message: string, method: "sms" | "email" = "sms") =>
      remindCustomer(tenant.ctx, { appointmentId: id, method, message });
    const [one, other] = await Promise.all([remind("At 3"), remind(" At 3 ")]);
    expect(other).toEqual(one);
    await remind("At three");
    await remind("At 3", "email");
    await remind("At 3", "email");
    tenant.clock.set(new Date(Date.parse(NOW) + 60_000));
    await remind("At 3");
    expect((await textsOf(tenant)).map(({ content }) => content).sort()).toEqual([
      "At 3",
      "At 3",
      "At three",
    ]);
    expect(await emailsOf(tenant)).toHaveLength(1);
  });
});

describe("what waits for an answer", () => {
  it("still waits after a reminder", async () => {
    const tenant = await office();
    const { id } = await book(tenant, { phone: PHONE });
    await receiveText(await anonymousContext(), {
      provider: "telnyx",
      providerMessageId: `question-${tenant.businessId}`,
      fromNumber: PHONE,
      toNumbers: [tenant.number],
      text: "May I bring my dog?",
      sentAt: new Date(NOW),
    });
    await remindCustomer(tenant.ctx, { appointmentId: id });
    const tasks = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("tasks").select(["kind", "status"]).execute(),
    );
    expect(tasks).toContainEqual({ kind: "answer", status: "open" });
  });
});

describe("nobody is reminded", () => {
  it("of what is cancelled, over or not theirs", async () => {
    const [tenant, other] = [await office(), await office()];
    const { id } = await book(tenant, { phone: PHONE });
    await expect(remindCustomer(other.ctx, { appointmentId: id })).rejects.toMatchObject({
      code: "not_found",
      detail: { subject: "appointment" },
    });
    await expect(remindCustomer(await tenant.as("guest"), { appointmentId: id })).rejects.toMatchObject({
      code: "forbidden",
    });
    tenant.clock.set(STARTS_AT);
    await expect(remindCustomer(tenant.ctx, { appointmentId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    await markNoShow(tenant.ctx, id);
    await expect(remindCustomer(tenant.ctx, { appointmentId: id })).rejects.toMatchObject({
      code: "conflict",
    });
    tenant.clock.set(NOW);
    const next = await book(tenant, { phone: PHONE }, { startsAt: new Date("2026-03-12T19:00:00Z") });
    await cancelAppointment(tenant.ctx, { id: next.id });
    await expect(reminderOffers(tenant.ctx, next.id)).rejects.toMatchObject({ code: "conflict" });
    await expect(remindCustomer(tenant.ctx, { appointmentId: next.id })).rejects.toMatchObject({
      code: "conflict",
      message: "This appointment is cancelled. There is nothing to remind of.",
    });
    expect(await textsOf(tenant)).toEqual([]);
  });

  it("who cannot be reached or asked for no more; the other way is taken where there is one", async () => {
    const tenant = await office();
    const { id } = await book(tenant, { phone: PHONE, email: ANA });
    await receiveText(await anonymousContext(), {
      provider: "telnyx",
      providerMessageId: `stop-${tenant.businessId}`,
      fromNumber: PHONE,
      toNumbers: [tenant.number],
      text: "STOP",
      sentAt: new Date(NOW),
    });
    const refused = { code: "validation_failed", detail: { fields: { method: [expect.any(String)] } } };
    await expect(remindCustomer(tenant.ctx, { appointmentId: id, method: "sms" })).rejects.toMatchObject(
      refused,
    );
    expect(await remindCustomer(tenant.ctx, { appointmentId: id })).toMatchObject({
      method: "email",
      to: ANA,
    });
    const bare = await book(tenant, {}, { startsAt: new Date("2026-03-12T19:00:00Z") });
    for (const method of [undefined, "sms", "email"] as const)
      await expect(remindCustomer(tenant.ctx, { appointmentId: bare.id, method })).rejects.toMatchObject(
        refused,
      );
  });

  it("by text where the business cannot write one", async () => {
    const tenant = await makeTenant();
    const { id } = await book(tenant, { phone: PHONE });
    await expect(remindCustomer(tenant.ctx, { appointmentId: id })).rejects.toMatchObject({
      code: "unavailable",
    });
    expect(await reminderOffers(tenant.ctx, id)).toMatchObject([
      { method: "sms", to: PHONE, problem: expect.stringContaining("no phone carrier") },
      { method: "email", to: null, problem: "This customer has no e-mail address." },
    ]);
  });
});
