import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { HAND_OFF_KINDS, type HandOffRule, handOffRules } from "@/lib/domain/agents";
import { isOnDuty, pickHandOff } from "@/lib/domain/hand-off";
import { dialable, isDialable } from "@/lib/domain/numbers";

const NEW_YORK = "America/New_York";
const WEEKDAYS = [1, 2, 3, 4, 5].map((dayOfWeek) => ({
  dayOfWeek,
  opensAt: "09:00",
  closesAt: "17:00",
  isOpen: true,
}));
/** Monday, 2 March 2026, 09:30 in New York, and the night after. */
const MORNING = new Date("2026-03-02T14:30:00Z");
const NIGHT = new Date("2026-03-03T04:00:00Z");
const FRONT_DESK = "+12125550100";
const ANA = "+12125550101";
const ON_CALL = "+12125550102";

const rulesOf = (...rules: object[]): HandOffRule[] => handOffRules.parse(rules);
const billing = {
  label: "Billing",
  when: { kinds: ["billing"], topics: ["invoice", "money back"] },
  whom: { label: "Ana in billing", numbers: [ANA] },
  urgency: "medium",
};
const emergency = {
  label: "Emergencies",
  when: { kinds: ["emergency"], topics: [] },
  whom: { label: "the doctor on call", numbers: [ON_CALL, ANA] },
  hours: { kind: "always" },
  urgency: "critical",
  hasWhisper: false,
};

const ask = (parts: Partial<Parameters<typeof pickHandOff>[0]>) =>
  pickHandOff({
    kind: "asks_for_person",
    reason: "",
    at: MORNING,
    timeZone: NEW_YORK,
    hours: WEEKDAYS,
    closures: [],
    rules: rulesOf(billing, emergency),
    fallbackNumbers: [FRONT_DESK],
    ...parts,
  });

describe("whom to ring", () => {
  it("is what the first rule for the kind says, then the fallback numbers", () => {
    expect(ask({ kind: "emergency" })).toEqual({
      rule: "Emergencies",
      whom: "the doctor on call",
      numbers: [ON_CALL, ANA, FRONT_DESK],
      urgency: "critical",
      hasWhisper: false,
    });
  });

  it("is told by words and phrases of the reason, whatever their case and accents", () => {
    for (const reason of ["My INVOICE is wrong", "I want my móney  back!", "invoice"]) {
      expect(ask({ reason })).toMatchObject({ rule: "Billing", numbers: [ANA, FRONT_DESK] });
    }
    for (const reason of ["invoices", "back money", "voice in", ""]) {
      expect(ask({ reason })).toMatchObject({ rule: null, numbers: [FRONT_DESK] });
    }
  });

  it("is nobody at night but for rules that always hold; the call back keeps the rule's urgency", () => {
    expect(ask({ kind: "billing", at: NIGHT })).toMatchObject({ rule: null, numbers: [], urgency: "medium" });
    expect(ask({ kind: "emergency", at: NIGHT })).toMatchObject({ numbers: [ON_CALL, ANA] });
    expect(ask({ at: NIGHT })).toMatchObject({ numbers: [], urgency: "high" });
  });

  it("leaves days off to the rules that always hold or have their own hours", () => {
    const holiday = {
      id: "1",
      calendarId: null,
      name: "Holiday",
      startsAtLocal: "2026-03-02T00:00",
      endsAtLocal: "2026-03-03T00:00",
      createdAt: MORNING,
    };
    expect(ask({ kind: "billing", closures: [holiday] })).toMatchObject({ rule: null, numbers: [] });
    expect(ask({ kind: "emergency", closures: [holiday] })).toMatchObject({ numbers: [ON_CALL, ANA] });
    const mondays = { kind: "weekly", intervals: [{ dayOfWeek: 1, opensAt: "09:00", closesAt: "12:00" }] };
    const rules = rulesOf({ ...billing, hours: mondays });
    expect(ask({ kind: "billing", rules, closures: [holiday] })).toMatchObject({ numbers: [ANA] });
  });

  it("a rule without kinds and topics is for whatever reason", () => {
    const rules = rulesOf(billing, { ...emergency, when: {} });
    expect(ask({ rules, kind: "other", reason: "parking" })).toMatchObject({ rule: "Emergencies" });
    expect(ask({ rules, kind: "billing" })).toMatchObject({ rule: "Billing" });
  });
});

const numbers = fc.uniqueArray(fc.constantFrom(FRONT_DESK, ANA, ON_CALL), { minLength: 1 });
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 45))
  .map(([hour, minute]) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`);
const interval = fc.record({ dayOfWeek: fc.integer({ min: 0, max: 6 }), opensAt: clock, closesAt: clock });
const hours = fc.oneof(
  fc.constantFrom({ kind: "always" as const }, { kind: "business_hours" as const }),
  fc.record({
    kind: fc.constant("weekly" as const),
    intervals: fc.array(interval, { minLength: 1, maxLength: 4 }),
  }),
);
const rule = fc.record({
  label: fc.constantFrom("one", "two", "three"),
  when: fc.record({ kinds: fc.subarray([...HAND_OFF_KINDS]), topics: fc.subarray(["tooth", "bill"]) }),
  whom: fc.record({ label: fc.constant("Ana"), numbers }),
  hours,
  urgency: fc.constantFrom("low" as const, "critical" as const),
  hasWhisper: fc.boolean(),
});
const zone = fc.constantFrom(NEW_YORK, "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC");
/** Around both changes of the clock of 2026, in every zone that has them. */
const instant = fc
  .tuple(
    fc.constantFrom("2026-03-08T07:00Z", "2026-03-29T01:00Z", "2026-11-01T06:00Z", "2026-10-04T15:30Z"),
    fc.integer({ min: -3 * 1440, max: 3 * 1440 }),
  )
  .map(([text, minutes]) => new Date(Date.parse(text) + minutes * 60_000));

describe("for every set of rules, reason and moment", () => {
  it("the first rule that is meant and on duty is followed, and no number appears twice", () => {
    const seen = { followed: 0, nobody: 0 };
    const question = fc.record({
      kind: fc.constantFrom(...HAND_OFF_KINDS),
      reason: fc.constantFrom("", "my tooth", "the bill, please"),
      at: instant,
      timeZone: zone,
      rules: fc.array(rule, { maxLength: 4 }),
      fallbackNumbers: fc.uniqueArray(fc.constantFrom(FRONT_DESK, ANA)),
    });
    fc.assert(
      fc.property(question, (given) => {
        const whole = { ...given, hours: WEEKDAYS, closures: [] };
        const choice = pickHandOff(whole);
        const isMeant = (one: HandOffRule) =>
          (one.when.kinds.length === 0 && one.when.topics.length === 0) ||
          one.when.kinds.includes(given.kind) ||
          one.when.topics.some((topic) => given.reason.includes(topic));
        const first = given.rules.find((one) => isMeant(one) && isOnDuty(one.hours, whole));
        const isOpen = isOnDuty({ kind: "business_hours" }, whole);
        const expected = [...(first?.whom.numbers ?? []), ...(isOpen ? given.fallbackNumbers : [])];
        expect(choice.rule).toBe(first?.label ?? null);
        expect(choice.numbers).toEqual(expected.filter((one, index) => expected.indexOf(one) === index));
        seen[choice.numbers.length > 0 ? "followed" : "nobody"] += 1;
      }),
      { numRuns: 500 },
    );
    expect(Math.min(seen.followed, seen.nobody)).toBeGreaterThan(20);
  });

  it("own hours hold by the clock on the wall, through every change of it", () => {
    fc.assert(
      fc.property(interval, instant, zone, (own, at, timeZone) => {
        const wall = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
        const minute = wall.hour * 60 + wall.minute;
        const [opens = 0, closes = 0] = [own.opensAt, own.closesAt].map(
          (text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)),
        );
        const day = wall.dayOfWeek % 7;
        const isWithin =
          closes > opens
            ? day === own.dayOfWeek && minute >= opens && minute < closes
            : (day === own.dayOfWeek && minute >= opens) ||
              (day === (own.dayOfWeek + 1) % 7 && minute < closes);
        const weekly = { kind: "weekly" as const, intervals: [own] };
        expect(isOnDuty(weekly, { at, timeZone, hours: [], closures: [] })).toBe(isWithin);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a number that may be dialled", () => {
  it.each(["+911", "+1911", "+19115550100", "+112", "+999", "+44999", "+1411", "+123", "+15550100"])(
    "%s is none",
    (number) => expect(isDialable(number)).toBe(false),
  );

  it.each([
    "+19005551234",
    "+12129761234",
    "+881612345678",
    "+979123456789",
    "+447012345678",
    "+448712345678",
    "+33899123456",
  ])("%s is none, since it costs what its owner likes", (number) => expect(isDialable(number)).toBe(false));

  it.each(["+12125550100", "+12025550123", "+442071234567", "+4915112345678", "+18005550123"])(
    "%s is one",
    (number) => expect(isDialable(number)).toBe(true),
  );

  it("is none for a call of ours that was forwarded back", () => {
    const own = "+12025570001";
    expect(
      dialable([ON_CALL, FRONT_DESK], {
        callerNumber: own,
        ours: new Set([own]),
        countries: new Set(["US"]),
      }),
    ).toEqual({ numbers: [], refused: [] });
  });

  it("is one that can exist, neither the caller's nor ours, each once and in order", () => {
    const ours = new Set(["+12025570001"]);
    const { numbers, refused } = dialable(
      [ON_CALL, "+911", "+12025570001", ANA, ON_CALL, "+18765551234", FRONT_DESK, "+1555"],
      { callerNumber: ANA, ours, countries: new Set(["US"]) },
    );
    expect(numbers).toEqual([ON_CALL, FRONT_DESK]);
    expect(refused.map(({ number }) => number)).toEqual(["+911", "+18765551234", "+1555"]);
  });
});

describe("rules of hand-off", () => {
  it("have hours, urgency and whisper where nothing is said of them", () => {
    const [known] = rulesOf({ label: " Billing ", when: {}, whom: { label: "Ana", numbers: [ANA, ANA] } });
    expect(known).toEqual({
      label: "Billing",
      when: { kinds: [], topics: [] },
      whom: { label: "Ana", numbers: [ANA] },
      hours: { kind: "business_hours" },
      urgency: "high",
      hasWhisper: true,
    });
  });

  it.each([
    { ...billing, whom: { label: "Ana", numbers: [] } },
    { ...billing, whom: { label: "Ana", numbers: ["911"] } },
    { ...billing, label: " " },
    { ...billing, hours: { kind: "weekly", intervals: [] } },
    { ...billing, hours: { kind: "weekly", intervals: [{ dayOfWeek: 7, opensAt: "09:00", closesAt: "9" }] } },
    { ...billing, when: { kinds: ["boredom"] } },
  ])("are refused where they say nothing that can be done: %j", (broken) => {
    expect(handOffRules.safeParse([broken]).success).toBe(false);
  });
});
