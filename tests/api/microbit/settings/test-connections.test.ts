import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { createIntegration } from "@/lib/domain/integrations";
import type { Role } from "@/lib/domain/permissions";
import type { Ports } from "@/lib/domain/ports";
import { createAccountSmtp } from "@/lib/providers/mail/account-smtp";
import { createSmtpMail } from "@/lib/providers/mail/smtp";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { anonymousContext, testDatabase } from "../../../support/context";
import { type MailServer, startMailServer } from "../../../support/mail-server";
import { recordingPorts } from "../../../support/ports";
import { startTestVendors, type TestVendors } from "../../../support/vendors";
import { register, setPerson, wait } from "../accounts";
import { type Office, openOffice, refusal } from "../office";

const SENT = { success: true, message: "Test email sent successfully" };
const OWN_ONLY = refusal("The test goes to your own address. Leave the other one out.");
const TOO_MANY = refusal(expect.stringMatching(/^5 tests were made within the hour\./));

let ours: MailServer;
let theirs: MailServer;
let mail: ReturnType<typeof createSmtpMail>;
let vendors: TestVendors;
beforeAll(async () => {
  [ours, theirs, vendors] = await Promise.all([startMailServer(), startMailServer(), startTestVendors()]);
  mail = createSmtpMail({ url: ours.url, from: "desk@frontdesk.example" });
});
afterAll(async () => {
  mail.close();
  ours.stop();
  theirs.stop();
  await vendors.close();
});
beforeEach(() => {
  ours.forget();
  theirs.forget();
  vendors.emulators.retell.faults.clear();
});

const smtp = createAccountSmtp({ privateHosts: ["127.0.0.1"], clientName: "desk.example.com" });
const accounts = { ...recordingPorts().accounts, smtp };
const withServer = (given: Partial<Ports> = {}) =>
  openOffice(undefined, { vendors: { mail, accounts, voice: vendors.voice, ...given } });

/** The workspace connects a mail server of its own. */
async function connect(office: Office): Promise<void> {
  const ctx = await anonymousContext(office.clock);
  const { userId } = office.owner;
  const actor = { kind: "user", userId, sessionId: userId, isPlatformAdmin: false } as const;
  const config = { host: "127.0.0.1", port: theirs.port, from: "hello@harbor.example" };
  await createIntegration(
    { ...ctx, actor, business: { id: office.businessId, role: "owner" }, ports: { ...ctx.ports, accounts } },
    { type: "email", config },
  );
  theirs.forget();
}
const test = (office: Office, sending: object = {}) => office.ask("POST /settings/test-smtp", sending);

describe("POST /settings/test-smtp", () => {
  it("200: sends at once to the caller's own address, by the installation's server", async () => {
    const office = await withServer();
    for (const sending of [{}, { body: { to_email: office.owner.email.toUpperCase() } }]) {
      ours.forget();
      const answer = await test(office, sending);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(SENT);
      expect(ours.recipients).toEqual([`<${office.owner.email}>`]);
      expect(ours.received[0]).toContain("Subject: A test of the mail settings");
    }
  });

  it.each(["owner", "admin"] as const)(
    "200: the workspace's own server, and %s to any address",
    async (role) => {
      const office = await withServer();
      await connect(office);
      const person = role === "owner" ? office.owner : await office.join(role);
      const answer = await test(office, { headers: person.headers, body: { to_email: "test@example.com" } });
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual(SENT);
      expect([ours.received, theirs.recipients]).toEqual([[], ["<test@example.com>"]]);
      expect(theirs.received[0]).toContain("From: hello@harbor.example");
    },
  );

  it("200: the platform's admin to any address", async () => {
    const office = await withServer();
    await setPerson(office.owner.email, { is_platform_admin: true });
    const answer = await test(office, { body: { to_email: "test@example.com" } });
    expect(answer.body).toEqual(SENT);
    expect(ours.recipients).toEqual(["<test@example.com>"]);
  });

  it("200 without success: what the server says against it", async () => {
    const office = await withServer();
    const refused = { RCPT: "550 nobody", END: "554 no" };
    const words = [
      "The mail server says that this address takes no e-mails. (550)",
      "The mail server did not accept what stands in it. (554)",
    ];
    for (const [index, [verb, line]] of Object.entries(refused).entries()) {
      ours.forget();
      Object.assign(ours.answers, { [verb]: line });
      const answer = await test(office);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ success: false, message: words[index] });
    }
    const lost = createSmtpMail({ url: "smtp://127.0.0.1:1", from: "desk@frontdesk.example" });
    const answer = await test(await withServer({ mail: lost }));
    lost.close();
    expect(answer.body).toEqual({ success: false, message: "The mail server could not be reached." });
  });

  it("200: without a server the message is in the mailbox, and the answer says so", async () => {
    const office = await openOffice();
    const message =
      "No mail server is set up (SMTP_URL and SMTP_FROM). The message is in the mailbox, under Mail in the dashboard.";
    expect((await test(office)).body).toEqual({ success: true, message });
    const { kysely } = await testDatabase();
    const kept = await asService(kysely, (trx) =>
      trx
        .selectFrom("mails")
        .select(["kind", "to_address", "status"])
        .where("business_id", "=", office.businessId)
        .execute(),
    );
    expect(kept).toEqual([{ kind: "mail_test", to_address: office.owner.email, status: "queued" }]);
    const nowhere = await test(office, { headers: (await office.stranger()).headers });
    expect(nowhere.status).toBe(200);
    expect(nowhere.body).toEqual({
      success: false,
      message: "No mail server is set up (SMTP_URL and SMTP_FROM). The message goes nowhere.",
    });
  });

  it("400: no address", async () => {
    const office = await withServer();
    const answer = await test(office, { body: { to_email: "nobody" } });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refusal(expect.any(String), { fields: { to_email: [expect.any(String)] } }));
  });

  it("401: without a credential", async () => {
    const answer = await test(await withServer(), { headers: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });

  it.each(["manager", "member", "guest"] as Role[])("403: a %s to another address", async (role) => {
    const office = await withServer();
    await connect(office);
    const { headers, email } = await office.join(role);
    const answer = await test(office, { headers, body: { to_email: "test@example.com" } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(OWN_ONLY);
    expect((await test(office, { headers })).body).toEqual(SENT);
    // Guests write nothing, so that theirs goes by the installation's server.
    const isGuest = role === "guest";
    expect([ours.recipients, theirs.recipients]).toEqual(
      isGuest ? [[`<${email}>`], []] : [[], [`<${email}>`]],
    );
  });

  it("403: an owner by the installation's server to another address, and before their own is verified", async () => {
    const office = await withServer();
    const answer = await test(office, { body: { to_email: "test@example.com" } });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(OWN_ONLY);
    const person = await register(office);
    const early = await test(office, person.as);
    expect(early.status).toBe(403);
    expect(early.body).toEqual(
      refusal(
        expect.stringMatching(
          /^Verify your e-mail address first: sign in at http:\/\/localhost:\d+\/verify-email and enter the code/,
        ),
      ),
    );
    expect(ours.received).toEqual([]);
  });

  it("429: more than five an hour a person, also at once", async () => {
    const office = await withServer();
    const answers = await Promise.all(Array.from({ length: 7 }, () => test(office)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(ours.received).toHaveLength(5);
    wait(office, 3599);
    const late = await test(office);
    expect(late.body).toEqual(TOO_MANY);
    expect(late.headers.get("retry-after")).toBe("1");
    wait(office, 1);
    expect((await test(office)).body).toEqual(SENT);
    expect((await test(office, { headers: (await office.stranger()).headers })).body).toEqual(SENT);
  });
});

describe("POST /settings/test-callerai", () => {
  const ask = (office: Office, sending: object = {}) => office.ask("POST /settings/test-callerai", sending);

  it("200: the vendor is there and takes the key, for anybody with an account", async () => {
    const office = await withServer();
    for (const sending of [{}, (await register(office)).as]) {
      const answer = await ask(office, sending);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ success: true, message: "CallerAI connection successful" });
    }
    expect((await office.ask("GET /settings")).body).toMatchObject({
      settings: { smtp_configured: true, callerai_configured: true },
    });
  });

  it("200 without success: a bad key, a vendor in trouble, one that is silent, and none", async () => {
    const { baseUrl, faults } = vendors.emulators.retell;
    const voice = createRetellVoice({ apiKey: "key_wrong", baseUrl, isEmulated: true });
    const failed = async (office: Office, message: string) => {
      const answer = await ask(office);
      expect(answer.status).toBe(200);
      expect(answer.body).toEqual({ success: false, message });
    };
    await failed(
      await withServer({ voice }),
      "The voice vendor refuses the key. Ask whoever runs Frontdesk for you to check RETELL_API_KEY.",
    );
    const later = "The voice vendor does not answer right now. Try again shortly.";
    const everything = { match: /./, on: "request" } as const;
    faults.set({ ...everything, mode: "fail" });
    await failed(await withServer(), later);
    const hasty = createRetellVoice({
      apiKey: vendors.emulators.retell.apiKey,
      baseUrl,
      isEmulated: true,
      timeoutMilliseconds: 50,
    });
    faults.clear();
    faults.set({ ...everything, mode: "delay", milliseconds: 300 });
    await failed(await withServer({ voice: hasty }), later);
    await failed(await openOffice(), "No voice vendor is set up: RETELL_API_KEY is missing.");
  });

  it("401: without a credential", async () => {
    const answer = await ask(await withServer(), { headers: {} });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(refusal("Authentication required"));
  });

  it("429: more than five an hour, counted beside the tests of mail", async () => {
    const office = await withServer();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(office)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await test(office)).body).toEqual(SENT);
  });
});
