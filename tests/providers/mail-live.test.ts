import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MailMessage } from "@/lib/domain/ports";
import { createLiveBus, liveBus } from "@/lib/providers/live/memory";
import { createMailbox } from "@/lib/providers/mail/mailbox";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import { type MailServer, startMailServer } from "../support/mail-server";

const message = {
  to: "ana@example.com",
  subject: "Your appointment\r\nBcc: thief@example.com",
  text: "Tomorrow at nine.",
  html: "<p>Tomorrow at nine.</p>",
  messageId: "appt-1@frontdesk.example",
  attachments: [{ filename: "appointment.ics", contentType: "text/calendar", content: "BEGIN:VCALENDAR" }],
  isAccountMail: false,
  fromName: null,
  replyTo: null,
  optOutUrl: null,
};

describe("mail over SMTP", () => {
  let server: MailServer;
  let url: string;
  let received: string[];
  let answers: Record<string, string>;
  beforeAll(async () => {
    server = await startMailServer();
    ({ url, received, answers } = server);
  });
  afterAll(() => server.stop());
  beforeEach(() => server.forget());
  const send = async (to = url, more: Partial<MailMessage> = {}) => {
    const mail = createSmtpMail({ url: to, from: "Harbor Dental <desk@harbor.example>" });
    try {
      await mail.send({ ...message, ...more });
    } finally {
      mail.close();
    }
  };

  it("carries text, HTML, attachment and a stable id, and no header that was smuggled in", async () => {
    await send();
    const [mail = ""] = received;
    expect(mail).toContain("From: Harbor Dental <desk@harbor.example>");
    expect(mail).toContain("To: ana@example.com");
    expect(mail).toContain("Message-ID: <appt-1@frontdesk.example>");
    expect(mail).toContain("text/calendar");
    expect(mail).toContain("filename=appointment.ics");
    expect(mail).toContain("<p>Tomorrow at nine.</p>");
    expect(mail).not.toMatch(/^Bcc:/m);
  });
  it("is from the business by its name, answered to it, and offers one click to unsubscribe over HTTPS", async () => {
    const optOutUrl = `https://desk.example.com/api/unsubscribe/${"a-Z_9".repeat(50)}`;
    await send(url, { fromName: 'Ana "A" <x@y.example>', replyTo: "hello@harbor.example", optOutUrl });
    const mail = (received[0] ?? "").replaceAll(/\n[ \t]/g, " ");
    const from = mail.match(/^From: (.*)$/m)?.[1];
    expect(from).toBe('"Ana \\"A\\" <x@y.example>" <desk@harbor.example>');
    expect(mail).toMatch(/^Reply-To: .*<hello@harbor\.example>$/m);
    expect(mail.split("\n")).toContain(`List-Unsubscribe: <${optOutUrl}>`);
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    await send(url, { optOutUrl: "http://localhost:3000/api/unsubscribe/x" });
    expect(received[1]).toContain("List-Unsubscribe: <http://localhost:3000/api/unsubscribe/x>");
    expect(received[1]).not.toContain("One-Click");
    await send(url);
    expect(received[2]).not.toMatch(/^(List-Unsubscribe|Reply-To)/m);
  });
  it("never goes to a second address that is written into the first", async () => {
    for (const to of ["a@example.com, b@example.com", "a@example.com\r\nBcc: b@example.com"])
      await send(url, { to }).catch(() => undefined);
    expect(server.recipients.filter((to) => to.includes("b@example.com"))).toEqual([]);
  });
  it.each([
    [{ RCPT: "452 full" }, "The mail server takes nothing for this address right now. (452)", true],
    [{ RCPT: "550 nobody" }, "The mail server says that this address takes no e-mails. (550)", false],
    [
      { MAIL: "553 desk@10.0.3.7" },
      "The mail server does not let us write from our address. Ask whoever runs Frontdesk for you. (553)",
      false,
    ],
    [
      { MAIL: "530 sign in" },
      "The mail server does not accept our sign-in. Ask whoever runs Frontdesk for you to check it. (530)",
      false,
    ],
    [{ END: "451 later" }, "The mail server takes no e-mails right now. (451)", true],
    [{ END: "554 spam" }, "The mail server did not accept what stands in it. (554)", false],
  ])("tells %j in words of ours, and keeps its own as the cause", async (refusal, message, isRetryable) => {
    Object.assign(answers, refusal);
    const cause = { message: expect.stringContaining(Object.values(refusal)[0] ?? "") };
    await expect(send()).rejects.toMatchObject({ vendor: "smtp", message, isRetryable, cause });
  });
  it("can be tried again when no server is there, and names no host", async () => {
    await expect(send("smtp://127.0.0.1:9")).rejects.toMatchObject({
      vendor: "smtp",
      message: "The mail server could not be reached.",
      isRetryable: true,
      cause: { message: expect.stringContaining("127.0.0.1:9") },
    });
  });
});

describe("without SMTP", () => {
  const RESET = {
    ...message,
    subject: "Choose a new password",
    text: "Hi,\n\nhttp://desk/reset",
    isAccountMail: true,
  };

  it("mail stays in the product, and only what lets somebody in is printed", async () => {
    const printed: string[] = [];
    const mailbox = createMailbox((text) => printed.push(text));
    expect(mailbox).toMatchObject({ transport: "mailbox", accountMail: "printed" });
    await mailbox.send(message);
    expect(printed).toEqual([]);
    await mailbox.send(RESET);
    expect(printed).toEqual([
      "\n── Mail to ana@example.com, shown here because no mail server is set up ──\nChoose a new password\n\nHi,\n\nhttp://desk/reset\n──\n\n",
    ]);
  });

  it("the terminal is not steered by what a mail says", async () => {
    const printed: string[] = [];
    await createMailbox((text) => printed.push(text)).send({
      ...RESET,
      text: "Hi \u001b[2J\u009b31m\rAna\u202e",
    });
    expect(printed.join("")).toContain("\nHi [2J31mAna\n");
  });

  it("where nobody's terminal is at hand, nothing is printed", async () => {
    const mailbox = createMailbox(null);
    expect(mailbox.accountMail).toBe("kept");
    await mailbox.send(RESET);
  });
});

describe("live updates", () => {
  it("reach every page of the business and no other's, until it leaves", () => {
    const bus = createLiveBus();
    const heard: string[] = [];
    const leaveA = bus.subscribe("b1", (topics) => heard.push(`a:${topics}`));
    bus.subscribe("b1", () => {
      throw new Error("a page that broke");
    });
    bus.subscribe("b1", (topics) => heard.push(`b:${topics}`));
    bus.subscribe("b2", (topics) => heard.push(`other:${topics}`));
    bus.publish("b1", ["call"]);
    leaveA();
    leaveA();
    bus.publish("b1", ["lead"]);
    bus.publish("b3", ["call"]);
    expect(heard).toEqual(["a:call", "b:call", "b:lead"]);
  });
  it("are one bus for the process", () => {
    expect(liveBus()).toBe(liveBus());
  });
});
