import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import {
  createIntegration,
  listIntegrations,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import { appUrl } from "@/lib/env";
import { frontOffice } from "./front-office";
import { openPractice, recordOf } from "./practice";
import { openTwilioPractice } from "./twilio-account";
import { deliver, newSid, PATH, ringing, type Sent } from "./twilio-delivery";

const office = frontOffice();
const rowCounts = () =>
  asService(office.database.kysely, async (trx) => {
    const counts: Record<string, number> = {};
    for (const table of ["inbox_events", "calls", "conversations", "messages", "jobs"] as const) {
      const { count } = await trx
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("count"))
        .executeTakeFirstOrThrow();
      counts[table] = Number(count);
    }
    return counts;
  });

/** Answers that give the receptionist the call. */
const TRANSFER = expect.stringMatching(/<Dial answerOnBridge="true".*<Sip .*>sip:call_\w+@/);

describe("401", () => {
  it("refuses what the account did not sign, and writes nothing", async () => {
    const { account, number } = await openTwilioPractice(office);
    const before = await rowCounts();
    const form = ringing(number);
    const other = getExpectedTwilioSignature(account.authToken, `${appUrl()}${PATH}?step=again`, form);
    const sent: Sent[] = [
      { signature: null },
      { signature: "" },
      { signature: "not base64" },
      { signature: other },
      { signedBy: "0".repeat(32) },
    ];
    for (const one of sent) {
      expect(await deliver(office, account, form, one)).toEqual({
        status: 401,
        body: { error: expect.any(String), code: "token_invalid" },
      });
    }
    expect(await rowCounts()).toEqual(before);
  });

  it("refuses an account that nobody has connected, or has switched off", async () => {
    const practice = await openTwilioPractice(office);
    const nobody = { sid: newSid("AC"), authToken: "a".repeat(32) };
    expect((await deliver(office, nobody, ringing(practice.number))).status).toBe(401);
    const [integration] = await listIntegrations(practice.ctx);
    await updateIntegration(practice.ctx, { id: integration?.id ?? "", isEnabled: false });
    expect((await deliver(office, practice.account, ringing(practice.number))).status).toBe(401);
  });
});

describe("400", () => {
  it("refuses what is no event", async () => {
    const { account } = await openTwilioPractice(office);
    expect(await deliver(office, account, { Some: "thing" })).toEqual({
      status: 400,
      body: { error: expect.any(String), code: "malformed" },
    });
  });
});

describe("a request that comes again", () => {
  it("is answered as before, and changes nothing", async () => {
    const practice = await openTwilioPractice(office);
    const form = ringing(practice.number);
    const first = await deliver(office, practice.account, form);
    expect(first).toEqual({ status: 200, body: TRANSFER });
    expect(await deliver(office, practice.account, form)).toEqual(first);
    const again = await deliver(
      office,
      practice.account,
      { ...form, ErrorCode: "11205" },
      { search: "?step=again" },
    );
    expect(again).toEqual(first);
    expect((await recordOf(office, practice)).calls).toHaveLength(1);
  });

  it("after the end of the call brings nobody back", async () => {
    const practice = await openTwilioPractice(office);
    const form = ringing(practice.number);
    await deliver(office, practice.account, form);
    await deliver(office, practice.account, { ...form, CallStatus: "no-answer", SequenceNumber: "0" });
    expect((await deliver(office, practice.account, form)).body).toMatch(/<Hangup\/>/);
  });

  it("reports in the wrong order end in the same state", async () => {
    const practice = await openTwilioPractice(office);
    const form = ringing(practice.number);
    const report = (CallStatus: string, SequenceNumber: string) =>
      deliver(office, practice.account, { ...form, CallStatus, SequenceNumber, CallDuration: "30" });
    await report("completed", "2");
    await report("in-progress", "1");
    await report("initiated", "0");
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [{ status: "completed", isEnded: true }],
    });
  });
});

describe("an account's number", () => {
  it("is set up at Twilio, and answered no more once the account is removed", async () => {
    const practice = await openTwilioPractice(office);
    const url = `${appUrl()}${PATH}`;
    expect(office.vendors.twilio.number(practice.number)).toMatchObject({
      voiceUrl: expect.stringContaining(url),
      voiceFallbackUrl: expect.stringContaining(`${url}?step=again`),
      statusCallback: expect.stringContaining(url),
      smsUrl: expect.stringContaining(url),
    });
    const [integration] = await listIntegrations(practice.ctx);
    await removeIntegration(practice.ctx, integration?.id ?? "");
    expect((await deliver(office, practice.account, ringing(practice.number))).status).toBe(401);
    const status = () =>
      asService(office.database.kysely, (trx) =>
        trx.selectFrom("numbers").select("status").where("e164", "=", practice.number).execute(),
      );
    expect(await status()).toEqual([{ status: "released" }]);
    const { sid: accountSid, authToken } = practice.account;
    const config = { accountSid, authToken, phoneNumber: practice.number };
    await createIntegration(practice.ctx, { type: "twilio", config });
    expect(await status()).toEqual([{ status: "active" }]);
    expect(await deliver(office, practice.account, ringing(practice.number))).toEqual({
      status: 200,
      body: TRANSFER,
    });
  });

  it("that the account does not own is told to the owner", async () => {
    const practice = await openPractice(office);
    const { sid: accountSid, authToken } = office.vendors.twilio.openAccount([]);
    const made = await createIntegration(practice.ctx, {
      type: "twilio",
      config: { accountSid, authToken, phoneNumber: "+12025550142" },
    });
    expect(made).toMatchObject({
      status: "error",
      problem: "This Twilio account does not own +12025550142. Enter one of its own numbers.",
    });
  });

  it("of an account with a wrong token is told to the owner, too", async () => {
    const practice = await openPractice(office);
    const { sid: accountSid } = office.vendors.twilio.openAccount([]);
    const made = await createIntegration(practice.ctx, {
      type: "twilio",
      config: { accountSid, authToken: "0".repeat(32), phoneNumber: "+12025550142" },
    });
    expect(made).toMatchObject({
      status: "error",
      problem: "Twilio does not accept this Account SID and Auth Token.",
    });
  });
});
