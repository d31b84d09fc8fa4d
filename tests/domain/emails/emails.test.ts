import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { updateBusiness } from "@/lib/domain/businesses";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { inTenant } from "@/lib/domain/context";
import { listEmails, sendEmail } from "@/lib/domain/emails";
import { contactTimeline, createLead, leadTimeline, mergeLeads, unmergeLead } from "@/lib/domain/leads";
import { optInToMail, optOutOfMail, readMailChoice, sendQueuedMail } from "@/lib/domain/notifications";
import { VendorError } from "@/lib/domain/ports";
import { anonymousContext, makeTenant, NOW, type Tenant } from "../../support/context";
import { runNotices } from "../notifications/mailbox";

const ANA = "ana@example.com";
const MAIL = { to: ANA, subject: "Your question", content: "Dear Ana,\n\nwe are open on <Monday>." };
const all = async (tenant: Tenant, filter: object = {}) =>
  (await listEmails(tenant.ctx, { page: 1, limit: 20, ...filter })).items;

/** Sends what is queued, as the job does, twice. */
async function work(tenant: Tenant): Promise<void> {
  for (const { id } of await all(tenant, { status: ["queued"] }))
    for (let i = 0; i < 2; i += 1) await sendQueuedMail(tenant.ctx, { mailId: id });
}
const tokenIn = (text: string | undefined): string => /\/unsubscribe\/(\S+)/.exec(text ?? "")?.[1] ?? "";

describe("an e-mail that is sent", () => {
  it("goes out once in the name of the business, as text and as escaped HTML", async () => {
    const tenant = await makeTenant({ name: "Harbor\nDental" });
    await updateBusiness(tenant.ctx, {
      email: "hello@harbor.example",
      phone: "+12025550100",
      city: "Portland",
    });
    const queued = await sendEmail(tenant.ctx, MAIL);
    expect(queued).toEqual({
      ...MAIL,
      id: expect.any(String),
      businessId: tenant.businessId,
      leadId: null,
      kind: "message",
      status: "queued",
      transport: null,
      error: null,
      createdAt: new Date(NOW),
      sentAt: null,
    });
    await work(tenant);
    expect(tenant.ports.sent).toEqual([
      {
        to: ANA,
        subject: MAIL.subject,
        text: expect.stringMatching(
          /^Dear Ana,\n\nwe are open on <Monday>\.\n\n--\nHarbor\nDental\nPortland\n\+12025550100\nhello@harbor\.example\n\nNo more e-mails like this: \S+\n$/,
        ),
        html: expect.stringContaining("Dear Ana,<br><br>we are open on &lt;Monday&gt;."),
        messageId: expect.stringMatching(new RegExp(`^${queued.id}@`)),
        attachments: [],
        isAccountMail: false,
        fromName: "Harbor Dental",
        replyTo: "hello@harbor.example",
        optOutUrl: expect.stringContaining("/api/unsubscribe/"),
      },
    ]);
    expect(await all(tenant)).toEqual([
      { ...queued, status: "sent", transport: "mailbox", sentAt: new Date(NOW) },
    ]);
  });

  it("is answered to whoever reads the owner's mail where the business has no address", async () => {
    const tenant = await makeTenant();
    await sendEmail(tenant.ctx, MAIL);
    await updateBusiness(tenant.ctx, { notificationSettings: { ownerEmail: "owner@harbor.example" } });
    await sendEmail(tenant.ctx, { ...MAIL, subject: "Second" });
    await work(tenant);
    const answers = Object.fromEntries(tenant.ports.sent.map(({ subject, replyTo }) => [subject, replyTo]));
    expect(answers).toEqual({
      [MAIL.subject]: expect.stringMatching(/^[0-9a-f-]{36}@example\.com$/),
      Second: "owner@harbor.example",
    });
  });

  it("stands in the one thread of its customer, in the history of lead and contact", async () => {
    const tenant = await makeTenant();
    const lead = await createLead(tenant.ctx, { name: "Ana", email: "ANA@example.com" });
    await sendEmail(tenant.ctx, { leadId: lead.id, subject: "One", content: "First" });
    tenant.clock.set(new Date(Date.parse(NOW) + 60_000));
    await sendEmail(tenant.ctx, { contactId: lead.contactId, subject: "Two", content: "Second" });
    expect((await all(tenant)).map(({ to, leadId }) => [to, leadId])).toEqual([
      [ANA, null],
      [ANA, lead.id],
    ]);
    const wrote = (moments: Awaited<ReturnType<typeof leadTimeline>>) =>
      moments.flatMap((moment) => (moment.kind === "message" ? [[moment.channel, moment.text]] : []));
    const both = [
      ["email", "Second"],
      ["email", "First"],
    ];
    expect(wrote(await leadTimeline(tenant.ctx, lead.id))).toEqual(both);
    expect(wrote(await contactTimeline(tenant.ctx, lead.contactId ?? ""))).toEqual(both);
    const threads = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("conversations").select(["channel", "lead_id", "contact_id"]).execute(),
    );
    expect(threads).toEqual([{ channel: "email", lead_id: lead.id, contact_id: lead.contactId }]);
  });

  it("stands in the history with its subject, how far it got and why no further", async () => {
    const tenant = await makeTenant();
    const { id: contactId } = await inTenant(tenant.ctx, (ctx) => findOrCreateContact(ctx, { email: ANA }));
    const moment = async () => (await contactTimeline(tenant.ctx, contactId))[0];
    const { id: mailId } = await sendEmail(tenant.ctx, MAIL);
    const about = { kind: "message", channel: "email", subject: MAIL.subject, text: MAIL.content };
    expect(await moment()).toMatchObject({ ...about, delivery: { status: "queued", error: null } });
    tenant.ports.mail.send = async () => {
      throw new VendorError("smtp", "550 no such user", { isRetryable: false });
    };
    await sendQueuedMail(tenant.ctx, { mailId });
    expect(await moment()).toMatchObject({
      ...about,
      delivery: { status: "failed", error: "550 no such user" },
    });
  });

  it("stays queued while it is tried, and fails with the server's reason", async () => {
    const tenant = await makeTenant();
    let isRetryable = true;
    tenant.ports.mail.send = async () => {
      throw new VendorError("smtp", "452 full", { isRetryable });
    };
    const { id } = await sendEmail(tenant.ctx, MAIL);
    await expect(sendQueuedMail(tenant.ctx, { mailId: id })).rejects.toThrow("452 full");
    expect(await all(tenant)).toMatchObject([{ status: "queued", error: "452 full", sentAt: null }]);
    isRetryable = false;
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(await all(tenant, { status: ["failed"] })).toMatchObject([
      { id, error: "452 full", sentAt: null },
    ]);
    expect(await all(tenant, { status: ["queued", "sent"] })).toEqual([]);
  });

  it("is bounded by the day", async () => {
    const tenant = await makeTenant();
    await inTenant(tenant.ctx, async ({ trx, business, clock }) => {
      await trx
        .insertInto("mails")
        .values(
          Array.from({ length: 500 }, (_, index) => ({
            id: crypto.randomUUID(),
            business_id: business.id,
            dedupe_key: `${business.id}:${index}`,
            kind: "message",
            to_address: `c${index}@example.com`,
            subject: "",
            text_body: "",
            html_body: "",
            is_for_customer: true,
            opt_out_url: "x",
            created_at: clock.now(),
          })),
        )
        .execute();
    });
    tenant.clock.set(new Date(Date.parse(NOW) + 3_600_000));
    await expect(sendEmail(tenant.ctx, MAIL)).rejects.toMatchObject({
      code: "rate_limited",
      message: "This business sent 500 e-mails within a day. Try again in 23 hours.",
      detail: { retryAfterSeconds: 23 * 3_600 },
    });
    tenant.clock.set(new Date(Date.parse(NOW) + 86_400_000));
    expect((await sendEmail(tenant.ctx, MAIL)).status).toBe("queued");
  });

  it("is refused to guests, and for leads and contacts of another business", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await expect(sendEmail(await tenant.as("guest"), MAIL)).rejects.toMatchObject({ code: "forbidden" });
    const lead = await createLead(other.ctx, { name: "Bo", email: ANA });
    for (const whom of [{ leadId: lead.id }, { contactId: lead.contactId }])
      await expect(sendEmail(tenant.ctx, { ...MAIL, ...whom })).rejects.toMatchObject({ code: "not_found" });
    const { id } = await findOrCreateContact(tenant.ctx, { phone: "+12025550143" });
    await expect(sendEmail(tenant.ctx, { ...MAIL, to: null, contactId: id })).rejects.toMatchObject({
      detail: { fields: { to: ["This contact has no e-mail address."] } },
    });
    expect(await all(tenant)).toEqual([]);
    expect(await all(other)).toEqual([]);
  });
});

describe("the list", () => {
  it("has what was sent about appointments, with their lead, and nothing that went to the owner", async () => {
    const tenant = await makeTenant();
    const lead = await createLead(tenant.ctx, { name: "Ana", email: ANA });
    await bookAppointment(await tenant.as("member"), {
      startsAt: new Date("2026-03-11T19:00:00Z"),
      durationMinutes: 45,
      leadId: lead.id,
      source: "api",
      status: "confirmed",
      rules: "free",
    });
    await runNotices(tenant);
    expect(await all(tenant)).toMatchObject([
      {
        kind: "appointment_confirmation",
        to: ANA,
        leadId: lead.id,
        content: expect.stringContaining("Wednesday, March 11 at 3:00 PM EDT"),
      },
    ]);
    expect(await all(tenant, { leadId: lead.id })).toHaveLength(1);
  });

  it("follows a lead that is merged into another, and back", async () => {
    const tenant = await makeTenant();
    const [into, from] = [
      await createLead(tenant.ctx, { name: "Ana" }),
      await createLead(tenant.ctx, { name: "Ana", email: ANA }),
    ];
    await sendEmail(tenant.ctx, { ...MAIL, leadId: from.id });
    await mergeLeads(tenant.ctx, { into: into.id, from: from.id });
    expect(await all(tenant, { leadId: into.id })).toHaveLength(1);
    await unmergeLead(tenant.ctx, from.id);
    expect(await all(tenant, { leadId: from.id })).toHaveLength(1);
  });
});

describe("opting out", () => {
  it("stops what is written, also what waits, until it is taken back, at this business alone", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await sendEmail(tenant.ctx, MAIL);
    await work(tenant);
    const token = tokenIn(tenant.ports.sent[0]?.text);
    const nobody = await anonymousContext();
    const choice = { businessName: "Harbor Dental", email: ANA };
    expect(await readMailChoice(nobody, token)).toEqual({ ...choice, isOptedOut: false });
    const waiting = await sendEmail(tenant.ctx, { ...MAIL, subject: "Waiting" });
    for (let i = 0; i < 2; i += 1) await optOutOfMail(nobody, token);
    expect(await readMailChoice(nobody, token)).toEqual({ ...choice, isOptedOut: true });
    await expect(sendEmail(tenant.ctx, { ...MAIL, to: "Ana@Example.com" })).rejects.toMatchObject({
      code: "validation_failed",
      detail: { fields: { to: [expect.stringContaining("asked for no more e-mails")] } },
    });
    await sendQueuedMail(tenant.ctx, { mailId: waiting.id });
    expect(await all(tenant, { status: ["failed"] })).toMatchObject([
      { id: waiting.id, error: "Whoever has this address asked for no more e-mails." },
    ]);
    expect((await sendEmail(other.ctx, MAIL)).status).toBe("queued");
    await optInToMail(nobody, token);
    expect((await sendEmail(tenant.ctx, { ...MAIL, subject: "Again" })).status).toBe("queued");
  });

  it("does not keep back the confirmation of their own appointment", async () => {
    const tenant = await makeTenant();
    await sendEmail(tenant.ctx, MAIL);
    await work(tenant);
    await optOutOfMail(await anonymousContext(), tokenIn(tenant.ports.sent[0]?.text));
    await bookAppointment(tenant.ctx, {
      startsAt: new Date("2026-03-11T19:00:00Z"),
      durationMinutes: 45,
      customer: { name: "Ana", email: ANA },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    await runNotices(tenant);
    await work(tenant);
    expect(tenant.ports.sent[1]).toMatchObject({
      subject: "Your appointment at Harbor Dental",
      fromName: "Harbor Dental",
      optOutUrl: null,
    });
  });

  it.each(["", "x", "x".repeat(5_000), Buffer.from("{}").toString("base64url")])(
    "knows no link that is not ours: %j",
    async (token) => {
      const nobody = await anonymousContext();
      for (const verb of [readMailChoice, optOutOfMail, optInToMail])
        await expect((async () => verb(nobody, token))()).rejects.toMatchObject({ code: "not_found" });
    },
  );
});
