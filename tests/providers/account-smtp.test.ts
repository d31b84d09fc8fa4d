import { createServer, type Server } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { SmtpAccount } from "@/lib/domain/ports";
import { createAccountSmtp } from "@/lib/providers/mail/account-smtp";
import { TEST_CERTIFICATE } from "../support/certificate";
import { type MailServer, startMailServer } from "../support/mail-server";

const message = {
  to: "ana@example.com",
  subject: "Your appointment",
  text: "Tomorrow at nine.",
  html: "<p>Tomorrow at nine.</p>",
  messageId: "appt-1@frontdesk.example",
  attachments: [],
  isAccountMail: false,
  fromName: "Harbor Dental",
  replyTo: "hello@harbor.example",
  optOutUrl: null,
};
const EHLO = "250-test\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN";

let plain: MailServer;
let startTls: MailServer;
let smtps: MailServer;
beforeAll(async () => {
  const { key, cert } = TEST_CERTIFICATE;
  plain = await startMailServer();
  startTls = await startMailServer({ tls: { key, cert, isImplicit: false } });
  smtps = await startMailServer({ tls: { key, cert, isImplicit: true } });
});
afterAll(() => {
  for (const server of [plain, startTls, smtps]) server.stop();
});
const usualAuthorities = getCACertificates();
afterEach(() => {
  setDefaultCACertificates(usualAuthorities);
  for (const server of [plain, startTls, smtps]) server.forget();
});
const trustTheServers = () => setDefaultCACertificates([...usualAuthorities, TEST_CERTIFICATE.cert]);

const settings = { privateHosts: ["127.0.0.1", "localhost"], clientName: "desk.example.com" };
const open = createAccountSmtp(settings);
/** For servers that never come to an end. */
const impatient = createAccountSmtp({ ...settings, stepMilliseconds: 1_000, wholeMilliseconds: 1_500 });
const at = (port: number, more: Partial<SmtpAccount> = {}): SmtpAccount => ({
  host: "127.0.0.1",
  port,
  isSecure: false,
  username: null,
  password: null,
  from: "desk@harbor.example",
  ...more,
});
const signedIn = { username: "desk", password: "correct horse" };
const PLAIN_CREDENTIALS = Buffer.from("\0desk\0correct horse").toString("base64");
const refused = (words: string | RegExp) => ({
  vendor: "smtp",
  isRetryable: false,
  message: typeof words === "string" ? words : expect.stringMatching(words),
});

describe("the mail server of a business", () => {
  it("gets a mail from the business's address, and does not learn the name of this machine", async () => {
    await open(at(plain.port)).send(message);
    expect(plain.recipients).toEqual(["<ana@example.com>"]);
    expect(plain.received[0]).toContain("From: Harbor Dental <desk@harbor.example>");
    expect(plain.received[0]).toContain("Message-ID: <appt-1@frontdesk.example>");
    expect(plain.commands[0]).toEqual({ line: "EHLO desk.example.com", isEncrypted: false });
  });

  it.each([
    ["after STARTTLS", () => at(startTls.port, signedIn), () => startTls],
    ["from the first byte", () => at(smtps.port, { ...signedIn, isSecure: true }), () => smtps],
  ])("is signed in to over TLS, %s", async (_how, account, server) => {
    trustTheServers();
    Object.assign(server().answers, { EHLO, AUTH: "235 welcome" });
    await open(account()).verify();
    expect(server().commands.filter(({ line }) => line.startsWith("AUTH"))).toEqual([
      { line: `AUTH PLAIN ${PLAIN_CREDENTIALS}`, isEncrypted: true },
    ]);
    expect(server().received).toEqual([]);
    await open(account()).send(message);
    expect(server().received).toHaveLength(1);
  });

  it("that refuses the password is refused, in words for its owner", async () => {
    trustTheServers();
    Object.assign(startTls.answers, { EHLO, AUTH: "535 5.7.8 desk at 10.0.0.7 is wrong" });
    const account = open(at(startTls.port, signedIn));
    const words = refused("Your mail server does not accept this user name and password. (535)");
    await expect(account.verify()).rejects.toMatchObject(words);
    await expect(account.send(message)).rejects.toMatchObject(words);
  });

  it("that asks for no password is tried with it all the same, so that a wrong one is no secret", async () => {
    trustTheServers();
    Object.assign(startTls.answers, { EHLO: "250-test\r\n250 STARTTLS", AUTH: "503 no such command" });
    await expect(open(at(startTls.port, signedIn)).verify()).rejects.toMatchObject({ isRetryable: false });
  });

  it.each([
    ["offers no encryption", "250 AUTH PLAIN", undefined],
    ["takes its offer back", EHLO, "502 not now"],
  ])("that %s gets no password", async (_what, ehlo, startTlsAnswer) => {
    Object.assign(plain.answers, {
      EHLO: ehlo,
      STARTTLS: startTlsAnswer ?? "502 unknown",
      AUTH: "235 welcome",
    });
    const words = refused("Your mail server offers no encrypted connection, so no password is sent to it.");
    for (const work of [
      open(at(plain.port, signedIn)).verify(),
      open(at(plain.port, signedIn)).send(message),
    ])
      await expect(work).rejects.toMatchObject(words);
    expect(plain.commands.filter(({ line }) => line.startsWith("AUTH"))).toEqual([]);
    expect(plain.received).toEqual([]);
  });

  it("whose certificate nobody vouches for gets nothing", async () => {
    Object.assign(startTls.answers, { EHLO });
    const words = refused(
      "The certificate of your mail server does not prove that it is this one. Check its name.",
    );
    await expect(open(at(startTls.port, signedIn)).verify()).rejects.toMatchObject(words);
    await expect(open(at(smtps.port, { isSecure: true })).send(message)).rejects.toMatchObject(words);
    expect([...startTls.received, ...smtps.received]).toEqual([]);
  });

  it("that does not begin with TLS where it should is told so", async () => {
    await expect(open(at(plain.port, { isSecure: true })).verify()).rejects.toMatchObject(
      refused(
        "Your mail server does not speak encrypted at this port from the start. Check port and encryption.",
      ),
    );
  });

  it.each([
    [
      { MAIL: "553 not yours" },
      "Your mail server does not let this account write from the sender's address. (553)",
    ],
    [{ RCPT: "550 nobody" }, "The mail server says that this address takes no e-mails. (550)"],
  ])("tells %j", async (answers, words) => {
    Object.assign(plain.answers, answers);
    await expect(open(at(plain.port)).send(message)).rejects.toMatchObject(refused(words));
  });

  it("that nobody runs, or that nobody finds, may be tried again", async () => {
    const words = { vendor: "smtp", isRetryable: true, message: "The mail server could not be reached." };
    await expect(open(at(9)).verify()).rejects.toMatchObject(words);
    await expect(open(at(25, { host: "mail.invalid" })).verify()).rejects.toMatchObject(words);
  });
});

describe("a host that a business names", () => {
  const strict = createAccountSmtp({ privateHosts: ["mail.internal", "127.0.0.1:1"], clientName: "desk" });
  it.each([
    ...[
      "127.0.0.1",
      "10.0.0.5",
      "169.254.169.254",
      "192.168.1.1",
      "0.0.0.0",
      "::1",
      "[::1]",
      "::ffff:127.0.0.1",
    ],
    ...["fd00:ec2::254", "localhost", "2130706433", "0x7f000001", "127.1"],
  ])("%s leads into a private network and is not connected to", async (host) => {
    const words = refused(/^This mail server is not on the public internet/);
    await expect(strict(at(plain.port, { host })).verify()).rejects.toMatchObject(words);
    await expect(strict(at(plain.port, { host })).send(message)).rejects.toMatchObject(words);
    expect(plain.commands).toEqual([]);
  });
  it("is connected to where the installation lists it, with this port only where one is listed", async () => {
    const listed = (entry: string) => createAccountSmtp({ privateHosts: [entry], clientName: "desk" });
    for (const entry of ["127.0.0.1", `127.0.0.1:${plain.port}`])
      await listed(entry)(at(plain.port)).verify();
    await listed("localhost")(at(plain.port, { host: "LOCALHOST" })).verify();
    await expect(listed("127.0.0.1:1")(at(plain.port)).verify()).rejects.toMatchObject({
      isRetryable: false,
    });
  });
});

describe("a mail server that means harm", () => {
  let server: Server;
  let port: number;
  let behave: (write: (text: string) => void, stop: AbortSignal) => void = () => undefined;
  beforeAll(async () => {
    server = createServer((socket) => {
      const stop = new AbortController();
      socket.on("error", () => undefined).once("close", () => stop.abort());
      behave((text) => void socket.write(text), stop.signal);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    port = typeof address === "object" ? (address?.port ?? 0) : 0;
  });
  afterAll(() => server.close());

  it.each([
    ["says nothing", () => undefined],
    [
      "goes on greeting for ever, a little at a time",
      (write: (text: string) => void, stop: AbortSignal) => {
        const timer = setInterval(() => write("220-wait\r\n"), 50);
        stop.addEventListener("abort", () => clearInterval(timer));
      },
    ],
    [
      "floods us",
      (write: (text: string) => void, stop: AbortSignal) => {
        const timer = setInterval(() => write("2".repeat(200_000)), 1);
        stop.addEventListener("abort", () => clearInterval(timer));
      },
    ],
  ])("that %s is given up", async (_what, does) => {
    behave = does;
    await expect(impatient(at(port)).verify()).rejects.toMatchObject({
      isRetryable: true,
      message: "The mail server did not answer in time.",
    });
  });
});
