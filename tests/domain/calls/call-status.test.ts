import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callStatus, deriveCall, isLeftAlone, takenOverAt } from "@/lib/domain/calls/call-status";
import {
  type CallFacts,
  type LegFacts,
  noFacts,
  withConnect,
  withLeg,
  withVoice,
} from "@/lib/domain/calls/facts";
import type { HandOffFacts } from "@/lib/domain/calls/hand-off-facts";

const time = (second: number) => `2026-03-02T14:00:${String(second).padStart(2, "0")}.000Z`;
const CALLER: LegFacts = { isCaller: true, controlId: "a", from: "+12025550133", to: "+12025550131" };
const AGENT: LegFacts = { isCaller: false, controlId: "b", to: "sip:call_1@sip.retellai.com" };
const PERSON: LegFacts = { isCaller: false, controlId: "c", to: "+12025550199" };

const plan = (via: "dial" | "transfer"): HandOffFacts => ({
  cause: "asked_for",
  via,
  reason: "",
  urgency: "high",
  hasWhisper: true,
  numbers: ["+12025550199"],
  attempts: [],
});

const caller = (facts: CallFacts, leg: Partial<LegFacts>) => withLeg(facts, "a", { ...CALLER, ...leg });
const ringing = caller(noFacts(), { initiatedAt: time(0) });
const talking = caller(ringing, { answeredAt: time(1) });

describe("the status of a call", () => {
  it("is ringing until it is answered, then in progress", () => {
    expect(callStatus(noFacts())).toBe("ringing");
    expect(callStatus(ringing)).toBe("ringing");
    expect(callStatus(talking)).toBe("in_progress");
  });

  it("is completed when the caller's leg ends, and counts from the answer", () => {
    const call = deriveCall(caller(talking, { endedAt: time(41), endCause: "normal_clearing" }));
    expect(call).toMatchObject({
      status: "completed",
      durationSeconds: 40,
      disconnectReason: "normal_clearing",
    });
  });

  it("is missed when the caller gives up before the answer", () => {
    expect(deriveCall(caller(ringing, { endedAt: time(9) }))).toMatchObject({
      status: "missed",
      durationSeconds: null,
    });
  });

  it("goes on when only the leg to the receptionist ends", () => {
    expect(callStatus(withLeg(talking, "b", { ...AGENT, endedAt: time(9) }))).toBe("in_progress");
  });

  it("ends with the last leg where the caller's was never reported", () => {
    const one = withLeg(noFacts(), "b", { ...AGENT, answeredAt: time(1), endedAt: time(9) });
    expect(deriveCall(one).endedAt).toBe(time(9));
    expect(deriveCall(withLeg(one, "c", PERSON)).endedAt).toBeUndefined();
  });

  it("ends with the voice vendor's word where the carrier's is late", () => {
    const call = withVoice(talking, { startedAt: time(3), endedAt: time(30) });
    expect(deriveCall(call)).toMatchObject({ status: "completed", endedAt: time(30) });
    expect(deriveCall(caller(call, { endedAt: time(31) })).endedAt).toBe(time(31));
  });

  it("does not end when the voice vendor reports a call that it never spoke in", () => {
    const call = withVoice(talking, { endedAt: time(30), disconnectReason: "registered_call_timeout" });
    expect(callStatus(call)).toBe("in_progress");
  });
});

describe("a call handed to a person", () => {
  it("is transferred once they answer", () => {
    const ringingThere = withLeg(talking, "c", { ...PERSON, initiatedAt: time(5) });
    expect(callStatus(ringingThere)).toBe("in_progress");
    expect(callStatus(withLeg(ringingThere, "c", { ...PERSON, answeredAt: time(8) }))).toBe("transferred");
  });

  it("is transferred only once they are connected where we rang them ourselves: a mailbox answers, too", () => {
    const rung = { ...talking, handOff: plan("dial") };
    const answered = withLeg(rung, "c", { ...PERSON, answeredAt: time(8) });
    expect(callStatus(answered)).toBe("in_progress");
    expect(callStatus(withLeg(answered, "c", { ...PERSON, bridgedAt: time(12) }))).toBe("transferred");
    const sent = { ...talking, handOff: plan("transfer") };
    expect(callStatus(withLeg(sent, "c", { ...PERSON, answeredAt: time(8) }))).toBe("transferred");
  });

  it("goes on after the voice vendor has left, and stays transferred at the end", () => {
    const left = withVoice(talking, {
      startedAt: time(2),
      endedAt: time(9),
      disconnectReason: "call_transfer",
    });
    expect(deriveCall(left)).toMatchObject({ status: "transferred", endedAt: undefined });
    expect(deriveCall(caller(left, { endedAt: time(50) }))).toMatchObject({
      status: "transferred",
      endedAt: time(50),
    });
  });
});

describe("a caller whose transfer nobody answers", () => {
  const spoken = withVoice(talking, { startedAt: time(2) });
  const unanswered = withLeg(spoken, "c", { ...PERSON, endedAt: time(30), endCause: "no_answer" });
  const left = withVoice(unanswered, { endedAt: time(9), disconnectReason: "agent_hangup" });

  it("is still on the line after the receptionist has left", () => {
    expect(deriveCall(left)).toMatchObject({ status: "in_progress", endedAt: undefined });
    expect(deriveCall(caller(left, { endedAt: time(50) }))).toMatchObject({
      status: "completed",
      endedAt: time(50),
    });
  });

  it("is left alone once neither the receptionist nor a person is there", () => {
    expect(isLeftAlone(spoken)).toBe(false);
    expect(isLeftAlone(unanswered)).toBe(false);
    expect(isLeftAlone(left)).toBe(true);
    expect(isLeftAlone(withLeg(left, "c", { ...PERSON, answeredAt: time(12) }))).toBe(false);
    expect(isLeftAlone(withLeg(left, "d", { ...PERSON, initiatedAt: time(31) }))).toBe(false);
    expect(isLeftAlone(caller(left, { endedAt: time(50) }))).toBe(false);
  });

  it("was not taken over by anybody, whatever the carrier accepted", () => {
    expect(takenOverAt(left)).toBeUndefined();
    expect(takenOverAt(withLeg(left, "c", { ...PERSON, answeredAt: time(12) }))).toBe(time(12));
  });
});

describe("a call that could not be taken", () => {
  it("is failed after an apology, though it was answered", () => {
    const apology = withConnect(talking, { failedAt: time(4) });
    expect(callStatus(apology)).toBe("in_progress");
    expect(callStatus(caller(apology, { endedAt: time(12) }))).toBe("failed");
  });

  it("is failed when the voice vendor breaks down", () => {
    const broken = withVoice(talking, {
      startedAt: time(2),
      endedAt: time(9),
      disconnectReason: "error_asr",
    });
    expect(callStatus(caller(broken, { endedAt: time(10) }))).toBe("failed");
  });

  it("is missed when the carrier knows it no more", () => {
    expect(callStatus(withConnect(ringing, { goneAt: time(3) }))).toBe("missed");
  });
});

describe("facts", () => {
  const second = fc.integer({ min: 0, max: 59 }).map(time);
  const optional = fc.option(second, { nil: undefined });
  const report = fc.record({
    legId: fc.constantFrom("a", "b"),
    initiatedAt: optional,
    answeredAt: optional,
    bridgedAt: optional,
    endedAt: optional,
  });

  it("lead to one state in every order, however often they are told", () => {
    fc.assert(
      fc.property(
        fc
          .array(report, { minLength: 1, maxLength: 6 })
          .chain((reports) =>
            fc.tuple(
              fc.constant(reports),
              fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
            ),
          ),
        ([reports, shuffled]) => {
          const told = (list: typeof reports) =>
            list.reduce(
              (facts, { legId, ...leg }) =>
                withLeg(facts, legId, { ...(legId === "a" ? CALLER : AGENT), ...leg }),
              noFacts(),
            );
          expect(deriveCall(told(shuffled))).toEqual(deriveCall(told(reports)));
        },
      ),
    );
  });
});
