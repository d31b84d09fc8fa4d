import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAD_SOURCES } from "@/lib/domain/leads";
import { criteriaReasons } from "@/lib/domain/leads/criteria";
import { type LeadFacts, scoreLead } from "@/lib/domain/leads/score";
import { sentencesOf } from "@/lib/domain/leads/signals";

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
  turns: [],
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
    expect(reasons).toContainEqual({
      signal: "urgency",
      points: 20,
      detail: "Said “Severe”.",
      quote: "Severe toothache, wants to book an appointment today",
    });
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

  it("quotes the sentence that the customer said, rather than how it was noted", () => {
    const { reasons } = scoreLead({
      ...HOT,
      turns: ["Hello there. My tooth is broken! What would a root canal cost?", "Thanks."],
    });
    const quoteOf = (signal: string) => reasons.find((reason) => reason.signal === signal)?.quote;
    expect(quoteOf("urgency")).toBe("My tooth is broken!");
    expect(quoteOf("buying_words")).toBe("What would a root canal cost?");
    expect(quoteOf("service_interest")).toBe("What would a root canal cost?");
    expect(quoteOf("reason")).toBe(HOT.reason);
    expect(quoteOf("phone")).toBeUndefined();
  });

  it.each([
    ["It's not an emergency.", "low"],
    ["No, it isn't very urgent.", "low"],
    ["How are you today?", "low"],
    ["Are you open today?", "high"],
    ["Not yesterday. It is an emergency", "critical"],
    ["It hurts, no doubt", "high"],
  ] as const)("reads %j as %s", (sentence, urgency) => {
    expect(scoreLead({ ...NOTHING, turns: [sentence] }).urgency).toBe(urgency);
  });

  it("does not take a refusal for a wish", () => {
    const signals = (sentence: string) =>
      scoreLead({ ...NOTHING, turns: [sentence] }).reasons.map(({ signal }) => signal);
    expect(signals("I am not interested in a quote.")).toEqual(["declining_words"]);
    expect(signals("I don't want to book an appointment.")).toEqual([]);
    expect(signals("I don't know, what does a cleaning cost?")).toEqual(["buying_words"]);
  });

  it("quotes a bounded part of an endless sentence, with the words in it", () => {
    const turn = `${"and so on ".repeat(200)}it is bleeding ${"and so forth ".repeat(200)}`;
    const quote = scoreLead({ ...NOTHING, turns: [turn] }).reasons[0]?.quote ?? "";
    expect(quote.length).toBeLessThanOrEqual(240);
    expect(quote).toContain("it is bleeding");
    expect(turn).toContain(quote);
  });

  const text = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.constantFrom("It is urgent.", "Book an appointment", "not interested", "An emergency!", "What price?"),
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
    turns: fc.array(text, { maxLength: 6 }),
  });

  it("is always 0 to 100, and is the sum of its reasons within these", () => {
    fc.assert(
      fc.property(facts, (given) => {
        const { score, reasons } = scoreLead(given);
        const sum = reasons.reduce((total, reason) => total + reason.points, 0);
        expect(score).toBe(Math.max(0, Math.min(100, sum)));
        expect(scoreLead(given, reasons)).toEqual(scoreLead(given));
      }),
    );
  });

  it("does not depend on the order in which things were said", () => {
    const orders = facts.chain((given) =>
      fc.record({
        given: fc.constant(given),
        turns: fc.shuffledSubarray(given.turns, {
          minLength: given.turns.length,
          maxLength: given.turns.length,
        }),
      }),
    );
    fc.assert(
      fc.property(orders, ({ given, turns }) => {
        const [one, other] = [scoreLead(given), scoreLead({ ...given, turns })];
        const points = ({ reasons }: typeof one) =>
          reasons.map(({ signal, points }) => `${signal} ${points}`).sort();
        expect(points(other)).toEqual(points(one));
        expect({ ...other, reasons: [] }).toEqual({ ...one, reasons: [] });
      }),
    );
  });

  it("quotes, for everything read from words, words that were said or written", () => {
    const STRUCTURAL = ["phone", "email", "name", "company", "returning", "source"];
    fc.assert(
      fc.property(facts, (given) => {
        const texts = [given.reason, given.serviceInterest, given.notes, ...given.turns];
        for (const { signal, quote } of scoreLead(given).reasons) {
          if (STRUCTURAL.includes(signal)) expect(quote).toBeUndefined();
          else expect(texts.some((said) => quote !== undefined && said.includes(quote))).toBe(true);
        }
      }),
    );
  });
});

describe("the sentences of a text", () => {
  it.each([
    ["It hurts.  Can I come?\r\n\r\n It is   urgent", ["It hurts.", "Can I come?", "It is urgent"]],
    [`one${" ".repeat(200_000)}word`, ["one word"]],
    [`one${"\n".repeat(200_000)}two`, ["one", "two"]],
    [`one${" \t\n".repeat(100_000)}two`, ["one", "two"]],
  ])("are found at once", (text, sentences) => expect(sentencesOf(text)).toEqual(sentences));
});
