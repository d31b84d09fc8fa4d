import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLiveBus, liveBus } from "@/lib/providers/live/memory";
import { createMailbox } from "@/lib/providers/mail/mailbox";
import { createSmtpMail } from "@/lib/providers/mail/smtp";

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

/** Enough of SMTP to receive one mail at a time. */
function smtpServer(received: string[], answers: Record<string, string>): Server {
  return createServer((socket) => {
    let data: string | null = null;
    socket.on("error", () => undefined);
    socket.write("220 test\r\n");
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n")) {
        if (data !== null) {
          if (line !== ".") {
            data += `${line}\n`;
            continue;
          }
          received.push(data);
          data = null;
          socket.write(`${answers.END ?? "250 kept"}\r\n`);
          continue;
        }
        const verb = line.split(" ")[0]?.toUpperCase() ?? "";
        if (verb === "") continue;
        if (verb === "DATA") data = "";
        const usual = verb === "DATA" ? "354 go on" : "250 ok";
        socket.write(`${answers[verb] ?? usual}\r\n`);
      }
    });
  });
}

describe("mail over SMTP", () => {
  const received: string[] = [];
  const answers: Record<string, string> = {};
  let server: Server;
  let url: string;
  beforeAll(async () => {
    server = smtpServer(received, answers);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    url = `smtp://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  });
  afterAll(() => {
    server.close();
  });
  beforeEach(() => {
    received.length = 0;
    for (const key of Object.keys(answers)) delete answers[key];
  });
  const send = async (to = url) => {
    const mail = createSmtpMail({ url: to, from: "Harbor Dental <desk@harbor.example>" });
    try {
      await mail.send(message);
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
  it.each([
    ["a mailbox that is full for now", { RCPT: "452 full" }, true],
    ["a mailbox that does not exist", { RCPT: "550 nobody" }, false],
    ["a server that is busy", { END: "451 later" }, true],
    ["a server that refuses the content", { END: "554 spam" }, false],
  ])("tells %s apart", async (_name, refusal, isRetryable) => {
    Object.assign(answers, refusal);
    await expect(send()).rejects.toMatchObject({ vendor: "smtp", isRetryable });
  });
  it("can be tried again when no server is there", async () => {
    await expect(send("smtp://127.0.0.1:9")).rejects.toMatchObject({ vendor: "smtp", isRetryable: true });
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
