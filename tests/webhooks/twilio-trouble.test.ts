import { beforeEach, describe, expect, it } from "vitest";
import { findOrCreateContact, updateContact } from "@/lib/domain/contacts";
import { type PhoneCall, runScript } from "@/lib/providers/emulators";
import { BOOKED, BOOKING, callerOnFile } from "./booking-call";
import { frontOffice } from "./front-office";
import { APOLOGY, expectFallback, failedCallTask, SECOND, spoken } from "./people-rung";
import { CALLER, FALLBACK, recordOf } from "./practice";
import { openTwilioPractice, type TwilioPractice } from "./twilio-account";

const office = frontOffice();

const SORRY = "I am sorry, we cannot take your call right now. Please try again in a little while. Goodbye.";
const APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye.";

beforeEach(() => office.vendors.twilio.destinations.clear());

const refuse = () =>
  office.vendors.retell.faults.set({
    on: "request",
    match: "register-phone-call",
    mode: "fail",
    status: 422,
  });
const failed = (rung: string[]) => ({
  calls: [{ from: CALLER, status: "failed", thread: "closed", isAnswered: true, isEnded: true, turns: [] }],
  tasks: [failedCallTask(rung)],
  events: ["call.completed", "call.started"],
  brokenJobs: [],
});

async function expectApology(call: PhoneCall, practice: TwilioPractice, rung: string[] = []) {
  await call.ended;
  await office.settled(call);
  expect(spoken(call)).toEqual([`agent: ${APOLOGY}`]);
  expect(await recordOf(office, practice)).toMatchObject(failed(rung));
}

describe("when the voice vendor does not take the call", () => {
  it.each([
    ["refuses it", refuse],
    [
      "is too slow",
      () => {
        office.vendors.retell.faults.set({
          on: "request",
          match: "register-phone-call",
          mode: "delay",
          milliseconds: 60_000,
        });
        office.patience.milliseconds = 5;
      },
    ],
  ])("(it %s) the fallback number rings", async (_, spoil) => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [FALLBACK] });
    spoil();
    await expectFallback(office, "twilio", practice);
    expect((await recordOf(office, practice)).brokenJobs).toEqual([]);
  });

  it("the caller hears an apology where there is no such number, and the owner is to call back", async () => {
    const practice = await openTwilioPractice(office);
    refuse();
    await expectApology(practice.ring(), practice);
  });

  it.each(["busy", "no_answer", "failed"] as const)(
    "and the first number is %s, the next one rings",
    async (outcome) => {
      const practice = await openTwilioPractice(office, { fallbackNumbers: [FALLBACK, SECOND] });
      office.vendors.twilio.destinations.set(FALLBACK, { outcome });
      office.vendors.twilio.destinations.set(SECOND, { outcome: "answered", says: "Back office." });
      refuse();
      const call = practice.ring();
      await call.connected;
      expect(spoken(call)).toEqual(["person: Back office."]);
      await call.hangUp();
      await office.settled(call);
      expect(await recordOf(office, practice)).toMatchObject({
        calls: [{ status: "transferred" }],
        tasks: [],
        brokenJobs: [],
      });
    },
  );

  it("and nobody answers, the caller hears an apology", async () => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [FALLBACK, SECOND] });
    office.vendors.twilio.destinations.set(FALLBACK, { outcome: "no_answer" });
    office.vendors.twilio.destinations.set(SECOND, { outcome: "busy" });
    refuse();
    await expectApology(practice.ring(), practice, [`${FALLBACK}: no answer`, `${SECOND}: busy`]);
  });
});

describe("a caller", () => {
  it("who is blocked is turned away before anybody speaks, and nobody is troubled", async () => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [FALLBACK] });
    const contact = await findOrCreateContact(practice.ctx, { phone: CALLER });
    await updateContact(practice.ctx, { id: contact.id, isBlocked: true });
    const call = practice.ring();
    expect(await call.ended).toEqual({ reason: "rejected" });
    await office.settled(call);
    expect(call.transcript).toEqual([]);
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [{ from: CALLER, isAnswered: false, isEnded: true, turns: [], tools: [] }],
      tasks: [],
      brokenJobs: [],
    });
  });

  it("who withholds their number is taken, and has none", async () => {
    const practice = await openTwilioPractice(office);
    const call = practice.ring(null);
    await runScript(call, ["Hi, do you take new patients?"]);
    await call.hangUp();
    await office.settled(call);
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [{ from: null, status: "completed", disconnectReason: "user_hangup" }],
      contacts: [],
    });
  });

  it("who withholds their number can be put through to a person, who sees ours", async () => {
    const practice = await openTwilioPractice(office, { fallbackNumbers: [FALLBACK] });
    refuse();
    const call = practice.ring(null);
    await call.connected;
    await call.hangUp();
    await office.settled(call);
    const rung = office.vendors.twilio.deliveries.filter(
      ({ event, rawBody }) => event === "call.initiated" && rawBody.includes(call.sessionId),
    );
    expect(rung.map(({ rawBody }) => new URLSearchParams(rawBody).get("From"))).toEqual([practice.number]);
  });

  it("who hangs up while it rings is a missed call", async () => {
    const practice = await openTwilioPractice(office);
    office.vendors.retell.faults.set({
      on: "request",
      match: "register-phone-call",
      mode: "delay",
      milliseconds: 300,
    });
    const call = practice.ring();
    await expect
      .poll(async () => (await recordOf(office, practice)).calls.length, { timeout: 30_000 })
      .toBe(1);
    await call.hangUp();
    await office.settled(call);
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [{ status: "missed", isAnswered: false, isEnded: true, turns: [] }],
      brokenJobs: [],
    });
  });
});

describe("requests of Twilio that go astray", () => {
  it.each<[string, () => void]>([
    [
      "each twice",
      () => {
        for (const match of ["voice", "dialled", "call"])
          office.vendors.twilio.faults.set({ on: "webhook", match, mode: "duplicate" });
      },
    ],
    [
      "each first attempt lost on the way",
      () => {
        for (const match of ["voice", "dialled", "call.initiated", "call.in-progress", "call.completed"])
          office.vendors.twilio.faults.set({ on: "webhook", match, mode: "fail", times: 1 });
      },
    ],
    [
      "reports in another order",
      () => {
        for (const match of ["call.initiated", "call.in-progress"])
          office.vendors.twilio.faults.set({ on: "webhook", match, mode: "reorder", times: 1 });
      },
    ],
    [
      "no report of the answer at all",
      () => office.vendors.twilio.faults.set({ on: "webhook", match: "call.in-progress", mode: "drop" }),
    ],
  ])("%s, end in the same state", async (_, spoil) => {
    const practice = await openTwilioPractice(office);
    await callerOnFile(practice);
    spoil();
    const call = practice.ring();
    await runScript(call, BOOKING);
    await office.settled(call);
    expect(await recordOf(office, practice)).toEqual(BOOKED);
  });
});

describe("when the database is gone", () => {
  it("for a moment, the caller still reaches the receptionist", async () => {
    const practice = await openTwilioPractice(office);
    const isAskedAgain = () => office.app.served.some(({ path }) => path === "/api/webhooks/twilio");
    office.outage.begin(isAskedAgain);
    const call = practice.ring();
    await runScript(call, ["Hi, do you take new patients?"]);
    await call.hangUp();
    await office.settled(call);
    expect(spoken(call)[0]).toBe("agent: Harbor Dental, how can I help?");
    expect(await recordOf(office, practice)).toMatchObject({ calls: [{ status: "completed" }] });
  });

  it("for longer, the caller hears our own apology, and not that of the carrier", async () => {
    const practice = await openTwilioPractice(office);
    office.outage.begin(() => false);
    const call = practice.ring();
    await call.ended;
    expect(spoken(call)).toEqual([`agent: ${SORRY}`]);
    expect(spoken(call)).not.toContain(APPLICATION_ERROR);
  });
});
