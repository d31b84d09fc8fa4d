import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAD_SOURCES } from "@/lib/domain/leads";
import { criteriaReasons, type LeadFacts, scoreLead } from "@/lib/domain/leads/score";

const NOTHING: LeadFacts = {
  name: "",
  phone: null,
  isPhonePossible: false,
  email: null,
  company: "",
  reason: "",
  serviceInterest: "",
  notes: "",
  source: "import",
  isReturning: false,
};

const HOT: LeadFacts = {
  ...NOTHING,
  name: "Ada",
  phone: "+12125550123",
  isPhonePossible: true,
  reason: "Severe toothache, wants to book an appointment today",
  serviceInterest: "Root canal",
  source: "call",
};

describe("the score of a lead", () => {
  it("is nothing for someone of whom nothing is known", () => {
    expect(scoreLead(NOTHING)).toEqual({ score: 0, reasons: [], temperature: "cold", urgency: "low" });
  });

  it("makes a caller in pain who wants to book hot and urgent, and says why", () => {
    const { score, reasons, temperature, urgency } = scoreLead(HOT);
    expect(score).toBeGreaterThanOrEqual(70);
    expect({ temperature, urgency }).toEqual({ temperature: "hot", urgency: "high" });
    expect(reasons).toContainEqual({ signal: "urgency", points: 20, detail: "Said “Severe”." });
    expect(reasons.map((reason) => reason.signal)).toContain("service_interest");
  });

  it("counts a number that cannot exist for less than one that can", () => {
    const unverified = scoreLead({ ...HOT, isPhonePossible: false }).score;
    expect(unverified).toBeLessThan(scoreLead(HOT).score);
  });

  it("cools down who says that they are not interested", () => {
    const { score, temperature } = scoreLead({ ...HOT, reason: "Not interested, just looking" });
    expect(score).toBeLessThan(40);
    expect(temperature).toBe("cold");
  });

  it("calls an emergency critical", () => {
    expect(scoreLead({ ...NOTHING, reason: "It is an emergency" }).urgency).toBe("critical");
  });

  it("goes on counting answers to criteria, and nothing else of an earlier score", () => {
    const answers = criteriaReasons({ budget: "high", timeline: "immediate", decisionMaker: true });
    const first = scoreLead(NOTHING, answers);
    expect(first.score).toBe(55);
    const stale = { signal: "email", points: 10, detail: "Gave an e-mail address." };
    expect(scoreLead(NOTHING, [...first.reasons, stale]).score).toBe(55);
  });

  it("is always 0 to 100, and is the sum of its reasons within these", () => {
    const text = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom("urgent", "book an appointment", "not interested", "emergency", "price"),
    );
    const facts = fc.record({
      name: text,
      phone: fc.option(fc.constant("+12125550123")),
      isPhonePossible: fc.boolean(),
      email: fc.option(fc.constant("ada@example.com")),
      company: text,
      reason: text,
      serviceInterest: text,
      notes: text,
      source: fc.constantFrom(...LEAD_SOURCES),
      isReturning: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { score, reasons } = scoreLead(given);
        const sum = reasons.reduce((total, reason) => total + reason.points, 0);
        expect(score).toBe(Math.max(0, Math.min(100, sum)));
        expect(scoreLead(given, reasons)).toEqual(scoreLead(given));
      }),
    );
  });
});
