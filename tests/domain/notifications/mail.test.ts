import { describe, expect, it } from "vitest";
import { asSystem, inTenant } from "@/lib/domain/context";
import { listMails, queueMail, sendQueuedMail } from "@/lib/domain/notifications";
import { composeMail } from "@/lib/domain/notifications/compose";
import { VendorError } from "@/lib/domain/ports";
import { makeTenant, NOW, type Tenant } from "../../support/context";

const MAIL = {
  dedupeKey: "",
  kind: "test",
  to: "ana@example.com",
  subject: "Hello\r\nBcc: all@example.com",
  text: "Hello",
  html: "<p>Hello</p>",
  attachments: [{ filename: "a.ics", contentType: "text/calendar", content: "BEGIN:VCALENDAR" }],
};

const queue = (tenant: Tenant, key: string = tenant.businessId) =>
  inTenant(tenant.ctx, (ctx) => queueMail(ctx, { ...MAIL, dedupeKey: key }));

async function queued(tenant: Tenant): Promise<string> {
  const mailId = await queue(tenant);
  if (!mailId) throw new Error("The mail was not queued");
  return mailId;
}

describe("a queued mail", () => {
  it("is one for its key, with one job, and its subject is one line", async () => {
    const tenant = await makeTenant();
    const mailId = await queue(tenant);
    expect(await queue(tenant)).toBeNull();
    expect(await listMails(tenant.ctx)).toMatchObject([
      { id: mailId, subject: "Hello Bcc: all@example.com", status: "queued", attachmentNames: ["a.ics"] },
    ]);
    const jobs = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("jobs").select(["kind", "payload"]).execute(),
    );
    expect(jobs).toEqual([{ kind: "mail.send", payload: { mailId } }]);
  });

  it("is gone when its transaction fails", async () => {
    const tenant = await makeTenant();
    const failing = inTenant(tenant.ctx, async (ctx) => {
      await queueMail(ctx, { ...MAIL, dedupeKey: tenant.businessId });
      throw new Error("undo");
    });
    await expect(failing).rejects.toThrow("undo");
    expect(await listMails(tenant.ctx)).toEqual([]);
  });

  it("is sent once, under a lasting Message-ID", async () => {
    const tenant = await makeTenant();
    const mailId = await queued(tenant);
    for (let i = 0; i < 2; i += 1) await sendQueuedMail(tenant.ctx, { mailId });
    expect(tenant.ports.sent).toHaveLength(1);
    expect(tenant.ports.sent[0]).toMatchObject({ to: MAIL.to, attachments: MAIL.attachments });
    expect(tenant.ports.sent[0]?.messageId).toMatch(new RegExp(`^${mailId}@[^<>\\s]+$`));
    expect(await listMails(tenant.ctx)).toMatchObject([
      { status: "sent", transport: "mailbox", sentAt: new Date(NOW), error: null },
    ]);
  });

  it("is tried again under the same Message-ID while the server is out of reach", async () => {
    const tenant = await makeTenant();
    const mailId = await queued(tenant);
    const { send } = tenant.ports.mail;
    const tried: string[] = [];
    tenant.ports.mail = {
      transport: "smtp",
      accountMail: "sent",
      send: async (message) => {
        tried.push(message.messageId);
        throw new VendorError("smtp", "421 try later", { isRetryable: true });
      },
    };
    await expect(sendQueuedMail(tenant.ctx, { mailId })).rejects.toThrow("421 try later");
    expect(await listMails(tenant.ctx)).toMatchObject([{ status: "queued", error: "421 try later" }]);
    tenant.ports.mail = { transport: "smtp", accountMail: "sent", send };
    await sendQueuedMail(tenant.ctx, { mailId });
    expect(tenant.ports.sent.map(({ messageId }) => messageId)).toEqual(tried);
    expect(await listMails(tenant.ctx)).toMatchObject([{ status: "sent", transport: "smtp", error: null }]);
  });

  it("is failed when the last attempt is over", async () => {
    const tenant = await makeTenant();
    const mailId = await queued(tenant);
    tenant.ports.mail.send = () =>
      Promise.reject(new VendorError("smtp", "no answer", { isRetryable: true }));
    await expect(sendQueuedMail(tenant.ctx, { mailId }, { isLast: true })).rejects.toThrow("no answer");
    expect(await listMails(tenant.ctx)).toMatchObject([{ status: "failed", error: "no answer" }]);
  });

  it("is not sent by a second worker meanwhile, and is after one that was cut off", async () => {
    const tenant = await makeTenant();
    const mailId = await queued(tenant);
    const { send } = tenant.ports.mail;
    let release = (): void => undefined;
    const isSending = new Promise<void>((started) => {
      tenant.ports.mail.send = async () => {
        started();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        throw new Error("cut off");
      };
    });
    const first = sendQueuedMail(tenant.ctx, { mailId });
    await isSending;
    tenant.ports.mail.send = send;
    await sendQueuedMail(tenant.ctx, { mailId });
    expect(tenant.ports.sent).toEqual([]);
    const waiting = await inTenant(tenant.ctx, ({ trx }) =>
      trx.selectFrom("jobs").select(["kind", "run_at"]).orderBy("run_at", "desc").execute(),
    );
    const later = new Date(Date.parse(NOW) + 300_000);
    expect(waiting[0]).toEqual({ kind: "mail.send", run_at: later });
    tenant.clock.set(later);
    await sendQueuedMail(tenant.ctx, { mailId });
    expect(tenant.ports.sent).toHaveLength(1);
    release();
    await expect(first).rejects.toThrow("cut off");
    expect(await listMails(tenant.ctx)).toMatchObject([{ status: "sent", error: null }]);
  });

  it("shows nothing of an error that nobody worded", async () => {
    const tenant = await makeTenant();
    const mailId = await queued(tenant);
    tenant.ports.mail.send = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.3.7:587"));
    await expect(sendQueuedMail(tenant.ctx, { mailId })).rejects.toThrow("10.0.3.7");
    expect(await listMails(tenant.ctx)).toMatchObject([{ status: "queued", error: "It could not be sent." }]);
  });

  it("is given up when the server refuses it for good", async () => {
    const tenant = await makeTenant();
    const mailId = await queued(tenant);
    tenant.ports.mail = {
      transport: "smtp",
      accountMail: "sent",
      send: () => Promise.reject(new VendorError("smtp", "550 no such user", { isRetryable: false })),
    };
    await sendQueuedMail(tenant.ctx, { mailId });
    expect(await listMails(tenant.ctx)).toMatchObject([{ status: "failed", error: "550 no such user" }]);
  });

  it("is told from a mail that lets a person into their account", async () => {
    const tenant = await makeTenant();
    await sendQueuedMail(tenant.ctx, { mailId: await queued(tenant) });
    const accountMailId = await asSystem(tenant.ctx, "test", (system) =>
      queueMail({ ...system, business: null }, { ...MAIL, dedupeKey: `account:${tenant.businessId}` }),
    );
    await sendQueuedMail(tenant.ctx, { mailId: accountMailId ?? "" });
    expect(tenant.ports.sent.map(({ isAccountMail }) => isAccountMail)).toEqual([false, true]);
    expect(await listMails(tenant.ctx)).toHaveLength(1);
  });

  it("is read by admins of its business only", async () => {
    const [tenant, other] = [await makeTenant(), await makeTenant()];
    await queue(tenant);
    await expect(listMails(await tenant.as("member"))).rejects.toMatchObject({ code: "forbidden" });
    expect(await listMails(other.ctx)).toEqual([]);
  });
});

describe("the list of mails", () => {
  it("goes on before a mail, newest first", async () => {
    const tenant = await makeTenant();
    const ids: (string | null)[] = [];
    for (let minute = 0; minute < 3; minute += 1) {
      tenant.clock.set(new Date(Date.parse(NOW) + minute * 60_000));
      ids.unshift(await queue(tenant, `${tenant.businessId}:${minute}`));
    }
    const newest = await listMails(tenant.ctx, { limit: 2 });
    expect(newest.map(({ id }) => id)).toEqual(ids.slice(0, 2));
    const older = await listMails(tenant.ctx, { limit: 2, before: newest[1]?.id });
    expect(older.map(({ id }) => id)).toEqual(ids.slice(2));
  });
});

describe("the wording of a mail", () => {
  it("is the same in text and HTML, where markup of others is only text", () => {
    const { text, html } = composeMail({
      heading: "A & B",
      paragraphs: ["<script>alert(1)</script>"],
      facts: [["Who", 'Ann "x" O\'Neil']],
      turns: [{ speaker: "Caller", text: "one\ntwo" }],
      link: { label: "Open", url: 'https://x.example/?a=1&b="2"' },
      footer: "Bye",
    });
    expect(text).toBe(
      'A & B\n\n<script>alert(1)</script>\n\nWho: Ann "x" O\'Neil\n\nCaller: one\ntwo\n\nOpen: https://x.example/?a=1&b="2"\n\n--\nBye\n',
    );
    expect(html).not.toContain("<script>");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain("Ann &quot;x&quot; O&#39;Neil");
    expect(html).toContain('href="https://x.example/?a=1&amp;b=&quot;2&quot;"');
    expect(html).toContain("one<br>two");
  });
});
