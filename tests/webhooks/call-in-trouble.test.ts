import { describe, expect, it } from "vitest";
import { type PhoneCall, runScript } from "@/lib/providers/emulators";
import { frontOffice } from "./front-office";
import { APOLOGY, expectFallback, failedCallTask, SECOND, spoken } from "./people-rung";
import { CALLER, FALLBACK, openPractice, type Practice, recordOf } from "./practice";

const office = frontOffice();

/** The end of a call that nobody but the apology took. */
async function expectApology(call: PhoneCall, practice: Practice, rung: string[] = []): Promise<void> {
  expect(await call.ended).toEqual({ reason: "app_hangup" });
  await office.settled(call);
  expect(spoken(call)).toEqual([`agent: ${APOLOGY}`]);
  expect(await recordOf(office, practice)).toMatchObject({
    calls: [{ from: CALLER, status: "failed", thread: "closed", isAnswered: true, isEnded: true, turns: [] }],
    contacts: [],
    appointments: [],
    leads: [],
    tasks: [failedCallTask(rung)],
    events: ["call.completed", "call.started"],
  });
}

const RETELL_TROUBLES: [string, () => void][] = [
  ["refuses the call", () => office.vendors.retell.faults.set(register({ mode: "fail", status: 422 }))],
  ["is broken", () => office.vendors.retell.faults.set(register({ mode: "fail", status: 500 }))],
  [
    "is too slow",
    () => {
      office.vendors.retell.faults.set(register({ mode: "delay", milliseconds: 60_000 }));
      office.patience.milliseconds = 5;
    },
  ],
  ["is out of reach", () => office.vendors.retell.faults.set({ on: "request", match: "", mode: "drop" })],
];

const register = <F extends object>(fault: F) => ({
  on: "request" as const,
  match: "register-phone-call",
  ...fault,
});

describe.each(RETELL_TROUBLES)("when Retell %s", (_, spoil) => {
  it("the fallback number is dialled", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [FALLBACK] });
    spoil();
    await expectFallback(office, "telnyx", practice);
  });

  it("the caller hears an apology where there is no such number, and the owner is to call back", async () => {
    const practice = await openPractice(office);
    spoil();
    await expectApology(practice.ring(), practice);
  });
});

describe("when nobody answers at the fallback number either", () => {
  it.each([
    ["busy", "busy"],
    ["no_answer", "no answer"],
    ["failed", "could not be reached"],
  ] as const)("(%s) the caller hears an apology", async (outcome, told) => {
    const practice = await openPractice(office, { fallbackNumbers: [FALLBACK] });
    office.vendors.telnyx.destinations.set(FALLBACK, { outcome });
    office.vendors.retell.faults.set(register({ mode: "fail", status: 422 }));
    await expectApology(practice.ring(), practice, [`${FALLBACK}: ${told}`]);
  });

  it("the next of them is dialled", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [FALLBACK, SECOND] });
    office.vendors.telnyx.destinations.set(FALLBACK, { outcome: "no_answer" });
    office.vendors.telnyx.destinations.set(SECOND, { outcome: "answered", says: "Back office." });
    office.vendors.retell.faults.set(register({ mode: "fail", status: 422 }));
    const call = practice.ring();
    await call.connected;
    expect(spoken(call)).toEqual(["person: Back office."]);
    await call.hangUp();
    await office.settled(call);
    expect(await recordOf(office, practice)).toMatchObject({ calls: [{ status: "transferred" }], tasks: [] });
  });
});

describe("when Telnyx fails after the answer", () => {
  const transfer = (status: number, times?: number) =>
    office.vendors.telnyx.faults.set({
      on: "request",
      match: "actions/transfer",
      mode: "fail",
      status,
      ...(times === undefined ? {} : { times }),
    });

  it("for a moment, the caller still reaches the receptionist, once", async () => {
    const practice = await openPractice(office);
    transfer(503, 2);
    const call = practice.ring();
    await runScript(call, ["Hi, do you take new patients?"]);
    await call.hangUp();
    await office.settled(call);
    const { calls, tasks } = await recordOf(office, practice);
    expect(calls).toMatchObject([{ status: "completed", outcome: "answered", isAnswered: true }]);
    expect(calls[0]?.turns).toHaveLength(3);
    expect(tasks).toEqual([]);
  });

  it("for the receptionist only, a person takes the call", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [FALLBACK] });
    office.vendors.telnyx.destinations.set(FALLBACK, { outcome: "answered", says: "Front office." });
    transfer(422, 1);
    const call = practice.ring();
    await call.connected;
    expect(spoken(call)).toEqual(["person: Front office."]);
    await call.hangUp();
    await office.settled(call);
    const { calls, tasks } = await recordOf(office, practice);
    expect(calls).toMatchObject([{ status: "transferred" }]);
    expect(tasks).toEqual([]);
  });

  it("for every transfer, the caller hears an apology", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [FALLBACK] });
    transfer(422);
    await expectApology(practice.ring(), practice, [`${FALLBACK}: could not be reached`]);
  });

  it("for every command, the owner is to call back all the same", async () => {
    const practice = await openPractice(office);
    transfer(422);
    office.vendors.telnyx.faults.set({ on: "request", match: "actions/speak", mode: "fail", status: 422 });
    const call = practice.ring();
    expect(await call.ended).toEqual({ reason: "app_hangup" });
    await office.settled(call);
    expect(spoken(call)).toEqual([]);
    expect((await recordOf(office, practice)).tasks).toEqual([failedCallTask()]);
  });
});
