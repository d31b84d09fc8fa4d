import { beforeEach, describe, expect, it } from "vitest";
import { asService } from "@/lib/db/tenant";
import { endCall, takeOverCall } from "@/lib/domain/calls";
import { runScript } from "@/lib/providers/emulators";
import { frontOffice } from "./front-office";
import {
  ABSENCES,
  ANA,
  ASKS,
  asksForPerson,
  becomesTransferred,
  DESK,
  expectIntroduction,
  expectNextPerson,
  lastSpoken,
  NOBODY_CAME,
  spoken,
} from "./people-rung";
import { recordOf } from "./practice";
import { openTwilioPractice, type TwilioPractice } from "./twilio-account";

const office = frontOffice();

const who = (number: string, person: Parameters<typeof office.vendors.twilio.destinations.set>[1]) =>
  office.vendors.twilio.destinations.set(number, person);

beforeEach(() => office.vendors.twilio.destinations.clear());

const callIdOf = (practice: TwilioPractice) =>
  asService(office.database.kysely, async (trx) => {
    const row = await trx
      .selectFrom("calls")
      .select("id")
      .where("business_id", "=", practice.businessId)
      .executeTakeFirstOrThrow();
    return row.id;
  });

describe("a caller who asks for a person", () => {
  it("meets one who hears who calls and why, and presses 1", async () => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [DESK] });
    await expectIntroduction(office, "twilio", practice);
  });

  it.each(ABSENCES)("gets the next one where the first %s", async (_, first) => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [ANA, DESK] });
    await expectNextPerson(office, "twilio", practice, first);
  });

  it("and gets none is told so by the receptionist, and is called back", async () => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [ANA, DESK] });
    who(ANA, { outcome: "no_answer" });
    who(DESK, { outcome: "busy" });
    const call = await asksForPerson(practice);
    await lastSpoken(call).toBe(`agent: ${NOBODY_CAME}`);
    await call.hangUp();
    await office.settled(call);
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [{ status: "completed" }],
      tasks: [
        {
          kind: "callback",
          body: `The caller asked for a person, and nobody took the call.\n\nAbout: ${ASKS}\n\nRung:\n${ANA}: no answer\n${DESK}: busy`,
        },
      ],
      brokenJobs: [],
    });
  });

  it("and is not put through twice where Twilio's answer to the order is lost", async () => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [DESK] });
    who(DESK, { outcome: "busy" });
    office.vendors.twilio.faults.set({
      on: "request",
      match: /POST .*\/Calls\.json$/,
      mode: "fail",
      status: 503,
    });
    const call = await asksForPerson(practice);
    await lastSpoken(call).toBe(`agent: ${NOBODY_CAME}`);
    await call.hangUp();
    await office.settled(call);
    expect((await recordOf(office, practice)).tasks).toMatchObject([
      { body: expect.stringMatching(/could not be reached$/) },
    ]);
  });
});

describe("the team", () => {
  it("takes a call over: the caller is put through to the telephone of whoever does", async () => {
    const practice = await openTwilioPractice(office);
    who(ANA, { outcome: "answered", says: "Ana here." });
    const call = practice.ring();
    await runScript(call, ["Hi, do you take new patients?"]);
    await takeOverCall(practice.ctx, { callId: await callIdOf(practice), to: ANA });
    await lastSpoken(call).toBe("person: Ana here.");
    await becomesTransferred(office, practice);
    await call.hangUp();
    await office.settled(call);
    expect(await recordOf(office, practice)).toMatchObject({ tasks: [], brokenJobs: [] });
  });

  it("that does not answer leaves a caller who hears an apology, and a call back", async () => {
    const practice = await openTwilioPractice(office);
    who(ANA, { outcome: "no_answer" });
    const call = practice.ring();
    await runScript(call, ["Hi, do you take new patients?"]);
    await takeOverCall(practice.ctx, { callId: await callIdOf(practice), to: ANA });
    await call.ended;
    await office.settled(call);
    expect(spoken(call).at(-1)).toMatch(/nobody could come to the phone right now/);
    expect((await recordOf(office, practice)).tasks).toMatchObject([{ kind: "callback" }]);
  });

  it("hangs up on a call", async () => {
    const practice = await openTwilioPractice(office);
    const call = practice.ring();
    await runScript(call, ["Hi, do you take new patients?"]);
    await endCall(practice.ctx, { callId: await callIdOf(practice) });
    expect(await call.ended).toEqual({ reason: "app_hangup" });
    await office.settled(call);
    expect(await recordOf(office, practice)).toMatchObject({ calls: [{ isEnded: true }], brokenJobs: [] });
  });
});
