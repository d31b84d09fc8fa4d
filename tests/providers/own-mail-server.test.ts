import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { bookAppointment } from "@/lib/domain/appointments";
import { inTenant } from "@/lib/domain/context";
import { listEmails, sendEmail } from "@/lib/domain/emails";
import { createIntegration, listIntegrations, removeIntegration } from "@/lib/domain/integrations";
import { listMails, queueMail, sendQueuedMail } from "@/lib/domain/notifications";
import { reminderOffers } from "@/lib/domain/reminders";
import { createAccountSmtp } from "@/lib/providers/mail/account-smtp";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import { makeTenant, type Tenant } from "../support/context";
import { type MailServer, startMailServer } from "../support/mail-server";

const EMAIL = { to: "ana@example.com", subject: "Hello", content: "Dear Ana, bye" };

/** The installation's mail server, and the one of the business. */
let ours: MailServer;
let theirs: MailServer;
let mail: ReturnType<typeof createSmtpMail>;
beforeAll(async () => {
  [ours, theirs] = await Promise.all([startMailServer(), startMailServer()]);
  mail = createSmtpMail({ url: ours.url, from: "desk@frontdesk.example" });
});
afterAll(() => {
  mail.close();
  ours.stop();
  theirs.stop();
});
beforeEach(() => {
  ours.forget();
  theirs.forget();
});

/** A business with a mail server of its own, in an installation that has one. Its owner has verified nothing. */
async function office(): Promise<Tenant> {
  const tenant = await makeTenant();
  tenant.ports.mail = mail;
  tenant.ports.accounts.smtp = createAccountSmtp({
    privateHosts: ["127.0.0.1"],
    clientName: "desk.example.com",
  });
  return tenant;
}
async function connected(): Promise<Tenant> {
  const tenant = await office();
  await createIntegration(tenant.ctx, {
    type: "email",
    config: { host: "127.0.0.1", port: theirs.port, from: "hello@harbor.example" },
  });
  theirs.forget();
  return tenant;
}
const verifyOwner = ({ ctx, userId, clock }: Tenant) =>
  asService(ctx.database.kysely, (trx) =>
    trx.updateTable("users").set({ email_verified_at: clock.now() }).where("id", "=", userId).execute(),
  );
const only = async (tenant: Tenant) => (await listEmails(tenant.ctx, { page: 1, limit: 20 })).items[0];
const connection = async (tenant: Tenant) => (await listIntegrations(tenant.ctx))[0];
/** Their server takes the sign-in no more, whatever is asked of it. */
const refuseEverything = () =>
  Object.assign(theirs.answers, { EHLO: "535 who are you", HELO: "535 who are you" });

describe("a mail to a customer of a business with its own mail server", () => {
  it("goes out there, from its address and under its name, though nobody verified an address", async () => {
    const tenant = await connected();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(ours.received).toEqual([]);
    expect(theirs.recipients).toEqual(["<ana@example.com>"]);
    expect(theirs.received[0]).toContain("From: Harbor Dental <hello@harbor.example>");
    expect(theirs.received[0]).toMatch(/^List-Unsubscribe:\s+<http/m);
    expect(await only(tenant)).toMatchObject({ status: "sent", transport: "smtp", error: null });
  });

  it("goes out there too where the installation has no mail server, and staff is told so", async () => {
    const tenant = await connected();
    const { ports } = await makeTenant();
    tenant.ports.mail = ports.mail;
    const appointment = await bookAppointment(tenant.ctx, {
      startsAt: new Date("2026-03-11T19:00:00Z"),
      durationMinutes: 45,
      customer: { name: "Ana", email: EMAIL.to },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    const offers = await reminderOffers(tenant.ctx, appointment.id);
    expect(offers.find(({ method }) => method === "email")).toMatchObject({ problem: null, note: null });
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(theirs.received).toHaveLength(1);
    const [sent] = (await listMails(tenant.ctx)).filter((one) => one.id === id);
    expect(sent).toMatchObject({ status: "sent", transport: "smtp" });
    expect(sent?.text).not.toContain("/unsubscribe/");
  });

  it("waits there while it is out of reach, and is not carried by ours meanwhile", async () => {
    const tenant = await connected();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    theirs.answers.END = "451 later";
    await expect(sendQueuedMail(tenant.ctx, { mailId: id })).rejects.toMatchObject({ isRetryable: true });
    expect(await only(tenant)).toMatchObject({
      status: "queued",
      error: "The mail server takes no e-mails right now. (451)",
    });
    expect(await connection(tenant)).toMatchObject({ status: "active" });
    theirs.forget();
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect([theirs.received.length, ours.received.length]).toEqual([1, 0]);
  });

  it("that is refused itself fails with the reason, and the account stays in use", async () => {
    const tenant = await connected();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    theirs.answers.RCPT = "550 nobody";
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(await only(tenant)).toMatchObject({
      status: "failed",
      error: "The mail server says that this address takes no e-mails. (550)",
    });
    expect(await connection(tenant)).toMatchObject({ status: "active", problem: null });
    expect(ours.received).toEqual([]);
  });
});

describe("a mail whose server refuses the account", () => {
  it("says so on the connection, and goes out by the installation's at the next attempt", async () => {
    const tenant = await connected();
    await verifyOwner(tenant);
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    refuseEverything();
    await expect(sendQueuedMail(tenant.ctx, { mailId: id })).rejects.toMatchObject({ isRetryable: true });
    const problem = "Your mail server does not accept this user name and password. (535)";
    expect(await connection(tenant)).toMatchObject({ status: "error", problem });
    expect(await only(tenant)).toMatchObject({ status: "queued", error: problem });
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(ours.received[0]).toContain("From: Harbor Dental <desk@frontdesk.example>");
    expect(await only(tenant)).toMatchObject({ status: "sent", error: null });
  });

  it("fails with the reason where there is no other server, rather than being kept as sent", async () => {
    const tenant = await connected();
    const { ports } = await makeTenant();
    tenant.ports.mail = ports.mail;
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    refuseEverything();
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(ports.sent).toEqual([]);
    expect(await only(tenant)).toMatchObject({
      status: "failed",
      error: "Your mail server does not accept this user name and password. (535)",
    });
  });

  it("never leaves by ours for an owner who verified nothing, also not by disconnecting meanwhile", async () => {
    for (const loseIt of [
      async (tenant: Tenant, mailId: string) => {
        refuseEverything();
        await expect(sendQueuedMail(tenant.ctx, { mailId })).rejects.toMatchObject({ isRetryable: true });
      },
      async (tenant: Tenant) => removeIntegration(tenant.ctx, (await connection(tenant))?.id ?? ""),
    ]) {
      const tenant = await connected();
      const { id } = await sendEmail(tenant.ctx, EMAIL);
      await loseIt(tenant, id);
      await sendQueuedMail(tenant.ctx, { mailId: id });
      expect(ours.received).toEqual([]);
      expect(await only(tenant)).toMatchObject({
        status: "failed",
        error: expect.stringMatching(/^Verify your e-mail address first/),
      });
      await expect(sendEmail(tenant.ctx, EMAIL)).rejects.toMatchObject({ code: "forbidden" });
      theirs.forget();
    }
  });
});

describe("what stays with the installation's server", () => {
  it("is a mail to the owner", async () => {
    const tenant = await connected();
    const notice = { dedupeKey: tenant.businessId, kind: "call_summary", to: "owner@harbor.example" };
    const mailId = await inTenant(tenant.ctx, (ctx) =>
      queueMail(ctx, { ...notice, subject: "A call", text: "Ana called.", html: "<p>Ana called.</p>" }),
    );
    await sendQueuedMail(tenant.ctx, { mailId: mailId ?? "" });
    expect([ours.received.length, theirs.received.length]).toEqual([1, 0]);
  });

  it("is every mail of another business", async () => {
    await connected();
    const other = await office();
    await verifyOwner(other);
    const { id } = await sendEmail(other.ctx, EMAIL);
    await sendQueuedMail(other.ctx, { mailId: id });
    expect([ours.received.length, theirs.received.length]).toEqual([1, 0]);
  });

  it("is what only confirms, once the own server refuses the account, though nobody verified anything", async () => {
    const tenant = await connected();
    const mailId = await inTenant(tenant.ctx, (ctx) =>
      queueMail(ctx, {
        dedupeKey: tenant.businessId,
        kind: "appointment_confirmation",
        to: EMAIL.to,
        subject: "Your appointment",
        text: "Tomorrow.",
        html: "<p>Tomorrow.</p>",
        customer: { leadId: null, fromName: "Harbor Dental", replyTo: null, optOutUrl: null },
      }),
    );
    refuseEverything();
    const send = () => sendQueuedMail(tenant.ctx, { mailId: mailId ?? "" });
    await expect(send()).rejects.toMatchObject({ isRetryable: true });
    await send();
    expect([ours.received.length, theirs.received.length]).toEqual([1, 0]);
  });
});
