import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { bookAppointment } from "@/lib/domain/appointments";
import { inTenant } from "@/lib/domain/context";
import { listEmails, sendEmail } from "@/lib/domain/emails";
import { listMails, sendQueuedMail } from "@/lib/domain/notifications";
import { remindCustomer, reminderOffers } from "@/lib/domain/reminders";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import { makeTenant, type Tenant } from "../support/context";
import { type MailServer, startMailServer } from "../support/mail-server";

const EMAIL = { to: "ana@example.com", subject: "Grüße", content: "Dear Ana,\n.\n<b>Bye</b>" };

let server: MailServer;
let mail: ReturnType<typeof createSmtpMail>;
beforeAll(async () => {
  server = await startMailServer();
  mail = createSmtpMail({ url: server.url, from: "desk@frontdesk.example" });
});
afterAll(() => {
  mail.close();
  server.stop();
});
beforeEach(() => server.forget());

const verify = ({ ctx, userId, clock }: Tenant) =>
  asService(ctx.database.kysely, (trx) =>
    trx.updateTable("users").set({ email_verified_at: clock.now() }).where("id", "=", userId).execute(),
  );

async function office(): Promise<Tenant> {
  const tenant = await makeTenant();
  tenant.ports.mail = mail;
  await verify(tenant);
  return tenant;
}
const only = async (tenant: Tenant) => (await listEmails(tenant.ctx, { page: 1, limit: 20 })).items[0];

describe("an e-mail to a customer, over a mail server", () => {
  it("is sent once it was taken, under the name of the business, and once", async () => {
    const tenant = await office();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    for (let i = 0; i < 2; i += 1) await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(server.recipients).toEqual(["<ana@example.com>"]);
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toContain("From: Harbor Dental <desk@frontdesk.example>");
    expect(server.received[0]).toMatch(/^List-Unsubscribe:\s+<http/m);
    expect(server.received[0]).not.toContain("<b>Bye</b></p>");
    expect(await only(tenant)).toMatchObject({ status: "sent", transport: "smtp", error: null });
  });

  it("waits while the server is busy, and then goes out under the same Message-ID", async () => {
    const tenant = await office();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    server.answers.END = "451 later";
    await expect(sendQueuedMail(tenant.ctx, { mailId: id })).rejects.toMatchObject({ isRetryable: true });
    expect(await only(tenant)).toMatchObject({
      status: "queued",
      error: "The mail server takes no e-mails right now. (451)",
    });
    server.forget();
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(server.received[0]).toContain(`Message-ID: <${id}@`);
    expect(await only(tenant)).toMatchObject({ status: "sent", error: null });
  });

  it("fails with the reason, in our words, when nobody has the address", async () => {
    const tenant = await office();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    server.answers.RCPT = "550 nobody here";
    await sendQueuedMail(tenant.ctx, { mailId: id });
    server.forget();
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(server.received).toEqual([]);
    expect(await only(tenant)).toMatchObject({
      status: "failed",
      transport: "smtp",
      error: "The mail server says that this address takes no e-mails. (550)",
      sentAt: null,
    });
  });
});

describe("the link to opt out", () => {
  const TOKEN = /unsubscribe\/[\w-]{20,}/;
  const forgetMessage = (tenant: Tenant) =>
    inTenant(tenant.ctx, ({ trx }) => trx.updateTable("messages").set({ mail_id: null }).execute());

  it("is its reader's alone, also before the mail is sent and where it is not", async () => {
    const tenant = await office();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    const readable = async () => {
      const [mail] = await listMails(tenant.ctx);
      return `${mail?.text}\n${mail?.html}`;
    };
    expect(await readable()).not.toMatch(TOKEN);
    await sendQueuedMail(tenant.ctx, { mailId: id });
    expect(await readable()).not.toMatch(TOKEN);
    expect(await readable()).toContain("No more e-mails like this: (only its reader has the link)\n");
    expect(await readable()).toContain("Dear Ana,");
    expect((server.received[0] ?? "").replaceAll("=\n", "")).toMatch(TOKEN);
    await forgetMessage(tenant);
    expect((await only(tenant))?.content).toContain("Dear Ana,");
    expect((await only(tenant))?.content).not.toMatch(TOKEN);
  });

  it("stays in a mailbox that is kept here", async () => {
    const tenant = await makeTenant();
    const { id } = await sendEmail(tenant.ctx, EMAIL);
    await sendQueuedMail(tenant.ctx, { mailId: id });
    const [mail] = await listMails(tenant.ctx);
    expect(mail?.text).toMatch(TOKEN);
    expect(mail?.html).toMatch(TOKEN);
  });
});

describe("while the owner's address is not verified", () => {
  it("nothing that was written leaves, reminders included, whoever else is verified", async () => {
    const tenant = await makeTenant();
    const { id } = await bookAppointment(tenant.ctx, {
      startsAt: new Date("2026-03-11T19:00:00Z"),
      durationMinutes: 45,
      customer: { name: "Ana", email: EMAIL.to },
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
    const remind = () => remindCustomer(tenant.ctx, { appointmentId: id, method: "email" });
    tenant.ports.mail = mail;
    const admin = await tenant.as("admin");
    if (admin.actor.kind === "user") await verify({ ...tenant, userId: admin.actor.userId });
    const refusal = {
      code: "forbidden",
      message: expect.stringMatching(/^Verify your e-mail address first/),
    };
    await expect(sendEmail(admin, EMAIL)).rejects.toMatchObject(refusal);
    await expect(remind()).rejects.toMatchObject(refusal);
    const [, byEmail] = await reminderOffers(tenant.ctx, id);
    expect(byEmail?.problem).toMatch(/^Verify your e-mail address first/);
    expect(await only(tenant)).toBeUndefined();
    await verify(tenant);
    expect(await sendEmail(admin, EMAIL)).toMatchObject({ status: "queued" });
    expect(await remind()).toMatchObject({ method: "email", status: "queued" });
  });

  it("the local mailbox takes it all the same", async () => {
    const tenant = await makeTenant();
    expect(await sendEmail(tenant.ctx, EMAIL)).toMatchObject({ status: "queued" });
  });
});
