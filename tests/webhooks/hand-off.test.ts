import { beforeEach, describe, expect, it } from "vitest";
import { createAgent, updateAgent } from "@/lib/domain/agents";
import { inTenant } from "@/lib/domain/context";
import { addNumber } from "@/lib/domain/numbers";
import { runScript } from "@/lib/providers/emulators";
import { nextNumber } from "../support/numbers";
import { frontOffice } from "./front-office";
import {
  ABSENCES,
  ANA,
  ASKS,
  asksForPerson,
  DESK,
  expectIntroduction,
  expectNextPerson,
  lastSpoken,
  NOBODY_CAME,
  spoken,
} from "./people-rung";
import { CALLER, openPractice, type Practice, recordOf } from "./practice";

const office = frontOffice();

const ON_CALL = "+12125550102";
const PUTTING_THROUGH = "Of course. I'm putting you through to someone now. Please stay on the line.";

const who = (number: string, person: Parameters<typeof office.vendors.telnyx.destinations.set>[1]) =>
  office.vendors.telnyx.destinations.set(number, person);

beforeEach(() => office.vendors.telnyx.destinations.clear());

const callback = (rung: string[], parts: object = {}) => ({
  kind: "callback",
  title: `Call back ${CALLER}`,
  body: `The caller asked for a person, and nobody took the call.\n\nAbout: ${ASKS}\n\nRung:\n${rung.join("\n")}`,
  urgency: "high",
  status: "open",
  call: "calls[0]",
  ...parts,
});

describe("a caller who asks for a person", () => {
  it("is put through to one who hears who calls and why, and presses 1", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [DESK] });
    const call = await expectIntroduction(office, "telnyx", practice);
    expect(spoken(call).slice(-2)).toEqual([`agent: ${PUTTING_THROUGH}`, "person: Front office."]);
  });

  it.each(ABSENCES)("gets the next one where the first %s", async (_, first) => {
    const practice = await openPractice(office, { fallbackNumbers: [ANA, DESK] });
    await expectNextPerson(office, "telnyx", practice, first);
  });

  it("gets the next one, too, where the carrier refuses to ring the first", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [ANA, DESK] });
    who(DESK, { outcome: "answered", says: "Front office." });
    office.vendors.telnyx.faults.set({
      on: "request",
      match: /POST \/v2\/calls$/,
      mode: "fail",
      status: 422,
      times: 1,
    });
    const call = await asksForPerson(practice);
    await lastSpoken(call).toBe("person: Front office.");
    await call.hangUp();
    await office.settled(call);
    expect((await recordOf(office, practice)).tasks).toEqual([]);
  });

  it("and gets none is told so, can leave a message, and is called back", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [ANA, DESK, ON_CALL] });
    who(ANA, { outcome: "no_answer" });
    who(DESK, { outcome: "busy" });
    who(ON_CALL, { outcome: "voicemail" });
    const call = await asksForPerson(practice);
    await lastSpoken(call).toBe(`agent: ${NOBODY_CAME}`);
    await runScript(call, ["yes please", "Maya Torres", "yes", "no, that's all"]);
    await office.settled(call);
    const { calls, tasks, brokenJobs } = await recordOf(office, practice);
    expect(calls).toMatchObject([{ status: "completed", outcome: "message_taken" }]);
    expect(tasks).toEqual([
      callback([`${ANA}: no answer`, `${DESK}: busy`, `${ON_CALL}: voicemail`]),
      expect.objectContaining({ kind: "message", title: "Message from Maya Torres", call: "calls[0]" }),
    ]);
    expect(brokenJobs).toEqual([]);
  });

  it("and hangs up while it rings troubles nobody any more, and is called back", async () => {
    const practice = await openPractice(office, { fallbackNumbers: [ANA, DESK] });
    who(ANA, { outcome: "answered", presses: null });
    const call = await asksForPerson(practice);
    await call.hangUp();
    await office.settled(call);
    const legs = office.vendors.telnyx.deliveries.filter(({ rawBody }) => rawBody.includes(call.sessionId));
    const told = (event: string, number: string) =>
      legs.filter((one) => one.event === event && one.rawBody.includes(`"to":"${number}"`)).length;
    expect(told("call.hangup", ANA)).toBe(told("call.initiated", ANA));
    expect(told("call.initiated", DESK)).toBe(0);
    expect(await recordOf(office, practice)).toMatchObject({
      calls: [{ status: "completed", thread: "closed", isEnded: true }],
      tasks: [
        callback([`${ANA}: the caller hung up first`], {
          body: `The caller asked for a person, and hung up before anybody took the call.\n\nAbout: ${ASKS}\n\nRung:\n${ANA}: the caller hung up first`,
        }),
      ],
      events: ["call.completed", "call.started"],
      brokenJobs: [],
    });
  });

  it("rings neither the caller, nor an emergency number, nor a number of ours, whoever has it", async () => {
    const other = await openPractice(office);
    const practice = await openPractice(office);
    // As they were saved before such numbers were refused.
    await inTenant(practice.ctx, ({ trx }) =>
      trx
        .updateTable("agents")
        .set({ fallback_numbers: [CALLER, "+1911", "+15550100", "+18765551234", other.number, DESK] })
        .execute(),
    );
    await addNumber(practice.ctx, { e164: "+12025570999" });
    who(DESK, { outcome: "answered", says: "Front office." });
    const call = await asksForPerson(practice);
    await lastSpoken(call).toBe("person: Front office.");
    await call.hangUp();
    await office.settled(call);
    const rung = office.vendors.telnyx.deliveries
      .filter(({ event, rawBody }) => event === "call.initiated" && rawBody.includes(call.sessionId))
      .flatMap(({ rawBody }) => /"to":"(\+\d+)"/.exec(rawBody)?.[1] ?? []);
    expect([...new Set(rung)]).toEqual([practice.number, DESK]);
  });
});

describe("rules of hand-off", () => {
  async function withRules(hours?: [string, string]): Promise<Practice> {
    const practice = await openPractice(office, { fallbackNumbers: [DESK], ...(hours ? { hours } : {}) });
    const agent = await createAgent(practice.ctx, { name: "Night desk" });
    await updateAgent(practice.ctx, {
      id: agent.id,
      handOffRules: [
        {
          label: "Emergencies",
          when: { kinds: ["emergency"], topics: [] },
          whom: { label: "the doctor on call", numbers: [ON_CALL] },
          hours: { kind: "always" },
          urgency: "critical",
          hasWhisper: false,
        },
      ],
    });
    const number = nextNumber();
    await addNumber(practice.ctx, { e164: number, agentId: agent.id });
    return {
      ...practice,
      number,
      ring: (from = CALLER) => office.vendors.telnyx.placeCall({ from, to: number }),
    };
  }

  const EMERGENCY = "My son knocked his tooth out and it won't stop bleeding";

  it("ring the doctor on call for an emergency at night, who is connected without a key", async () => {
    const practice = await withRules(["11:00", "12:00"]);
    who(ON_CALL, { outcome: "answered", says: "Doctor here." });
    const call = await asksForPerson(practice, [EMERGENCY]);
    await lastSpoken(call).toBe("person: Doctor here.");
    expect(call.asides).toEqual([]);
    await call.hangUp();
    await office.settled(call);
  });

  it("make a call back critical where the doctor does not answer, and ring nobody who is off duty", async () => {
    const practice = await withRules(["11:00", "12:00"]);
    who(ON_CALL, { outcome: "voicemail" });
    const call = await asksForPerson(practice, [EMERGENCY]);
    await lastSpoken(call).toBe(`agent: ${NOBODY_CAME}`);
    await call.hangUp();
    await office.settled(call);
    expect((await recordOf(office, practice)).tasks).toMatchObject([
      {
        kind: "callback",
        urgency: "critical",
        body: expect.stringMatching(`Rung:\n\\${ON_CALL}: voicemail$`),
      },
    ]);
  });
});
