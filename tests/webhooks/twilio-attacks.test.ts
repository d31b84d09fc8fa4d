import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { listIntegrations, updateIntegration } from "@/lib/domain/integrations";
import { sendText } from "@/lib/domain/texts";
import { runScript } from "@/lib/providers/emulators";
import { frontOffice } from "./front-office";
import { openPractice, recordOf } from "./practice";
import { openTwilioPractice, type TwilioPractice } from "./twilio-account";
import { deliver, newSid, REJECTED, ringing } from "./twilio-delivery";

const office = frontOffice();

describe("somebody with an account of their own", () => {
  async function attackerAndVictim(): Promise<{ attacker: TwilioPractice; victim: TwilioPractice }> {
    return { attacker: await openTwilioPractice(office), victim: await openTwilioPractice(office) };
  }
  const EMPTY = { calls: [], contacts: [], leads: [], tasks: [], brokenJobs: [] };

  it("rings no number of another business", async () => {
    const { attacker, victim } = await attackerAndVictim();
    const atTelnyx = await openPractice(office);
    for (const number of [victim.number, atTelnyx.number]) {
      const answer = await deliver(office, attacker.account, ringing(number));
      expect(answer).toEqual({ status: 200, body: REJECTED });
    }
    // Nor by naming it as the caller of a leg of theirs.
    await deliver(
      office,
      attacker.account,
      ringing("+12125550100", { From: victim.number, Direction: "outbound-api" }),
    );
    expect(await recordOf(office, victim)).toMatchObject(EMPTY);
    expect(await recordOf(office, atTelnyx)).toMatchObject(EMPTY);
    expect(await recordOf(office, attacker)).toMatchObject(EMPTY);
  });

  it("has no number of its own business rung that is at another carrier", async () => {
    const practice = await openTwilioPractice(office);
    const [telnyx] = await asService(office.database.kysely, (trx) =>
      trx
        .selectFrom("numbers")
        .select("e164")
        .where("business_id", "=", practice.businessId)
        .where("provider", "=", "telnyx")
        .execute(),
    );
    expect(await deliver(office, practice.account, ringing(telnyx?.e164 ?? ""))).toMatchObject({
      body: REJECTED,
    });
    expect(await recordOf(office, practice)).toMatchObject(EMPTY);
  });

  it("ends no call of another business, and learns nothing of it", async () => {
    const { attacker, victim } = await attackerAndVictim();
    const call = victim.ring();
    await runScript(call, ["Hi, do you take new patients?"]);
    const about = { CallSid: call.sessionId, From: "+12025550133", To: victim.number, Direction: "inbound" };
    await deliver(office, attacker.account, {
      ...about,
      CallStatus: "completed",
      CallDuration: "9",
      SequenceNumber: "0",
    });
    await deliver(office, attacker.account, {
      ...about,
      RecordingSid: newSid("RE"),
      RecordingStatus: "completed",
    });
    const asked = await deliver(
      office,
      attacker.account,
      { ...about, CallSid: newSid("CA"), CallStatus: "in-progress", Digits: "1" },
      { search: `?step=keys&for=${call.sessionId}` },
    );
    expect(asked.body).not.toMatch(/Conference|Sip/);
    expect(await recordOf(office, victim)).toMatchObject({
      calls: [{ status: "in_progress", isEnded: false }],
    });
    await call.hangUp();
    await office.settled(call);
  });

  it("texts no business but its own, and marks no text of another", async () => {
    const { attacker, victim } = await attackerAndVictim();
    const form = {
      MessageSid: newSid("SM"),
      From: "+12025550133",
      To: victim.number,
      Body: "Hi",
      NumMedia: "0",
    };
    expect((await deliver(office, attacker.account, { ...form, SmsStatus: "received" })).status).toBe(200);
    expect((await recordOf(office, victim)).contacts).toEqual([]);
    const sent = await sendText(victim.ctx, { phone: "+12025550199", content: "Hello" });
    const idOf = () =>
      asService(office.database.kysely, (trx) =>
        trx
          .selectFrom("messages")
          .select(["provider_message_id as sid", "delivery_status as status"])
          .where("id", "=", sent.id)
          .executeTakeFirstOrThrow(),
      );
    await expect.poll(async () => (await idOf()).status, { timeout: 30_000 }).toBe("delivered");
    const { sid } = await idOf();
    await deliver(office, attacker.account, {
      MessageSid: sid ?? "",
      MessageStatus: "read",
      To: "+12025550199",
    });
    expect((await idOf()).status).toBe("delivered");
  });

  it("gets no number that another business has, whatever its account says", async () => {
    const { attacker, victim } = await attackerAndVictim();
    const account = office.vendors.twilio.openAccount([victim.number]);
    const [integration] = await listIntegrations(attacker.ctx);
    const changed = await updateIntegration(attacker.ctx, {
      id: integration?.id ?? "",
      config: { accountSid: account.sid, authToken: account.authToken, phoneNumber: victim.number },
    });
    expect(changed).toMatchObject({
      status: "error",
      problem: `Another business has ${victim.number}. Ask whoever runs Frontdesk for you.`,
    });
    expect(await deliver(office, account, ringing(victim.number))).toMatchObject({ body: REJECTED });
  });

  it("sets the clock of its own calls back by a minute at most", async () => {
    const { attacker } = await attackerAndVictim();
    const form = ringing(attacker.number);
    await deliver(office, attacker.account, form);
    await deliver(office, attacker.account, {
      ...form,
      CallStatus: "completed",
      SequenceNumber: "2",
      Timestamp: "Tue, 01 Jan 2008 00:00:00 +0000",
    });
    const call = await asService(office.database.kysely, (trx) =>
      trx
        .selectFrom("calls")
        .select(["started_at", "ended_at"])
        .where("business_id", "=", attacker.businessId)
        .executeTakeFirstOrThrow(),
    );
    const earliest = call.started_at.getTime() - 61_000;
    expect(call.ended_at?.getTime()).toBeGreaterThan(earliest);
  });

  it("claims no event of whoever has the account that it only names", async () => {
    const { attacker, victim } = await attackerAndVictim();
    const form = {
      MessageSid: `SM${randomUUID().replaceAll("-", "")}`,
      AccountSid: victim.account.sid,
      From: "+12125550143",
      To: victim.number,
      Body: "Hi",
      NumMedia: "0",
    };
    await updateIntegration(attacker.ctx, {
      id: (await listIntegrations(attacker.ctx))[0]?.id ?? "",
      config: { accountSid: victim.account.sid, authToken: attacker.account.authToken },
    });
    // Twilio does not know the two together, so that nothing signed with them is believed.
    const forged = await deliver(office, { ...attacker.account, sid: victim.account.sid }, form);
    expect(forged.status).toBe(401);
    expect((await deliver(office, victim.account, form)).status).toBe(200);
    expect((await recordOf(office, victim)).contacts).toHaveLength(1);
  });
});
