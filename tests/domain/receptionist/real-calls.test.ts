import { beforeAll, describe, expect, it } from "vitest";
import { createService } from "@/lib/domain/businesses";
import { createFaq } from "@/lib/domain/knowledge";
import { createBrain, receptionistFacts } from "@/lib/domain/receptionist";
import { testDatabase } from "../../support/context";
import { ALL_SCRIPTS } from "./all-scripts";
import { FAKE_FAQS } from "./fake-office";
import type { Turn } from "./script";
import { type Office, openOffice } from "./tool-office";

beforeAll(async () => {
  await testDatabase();
});

const ANA = "+12125550123";

/** A call with the real tools on the embedded database. */
async function talk(office: Office, from: string | null, turns: Turn[], known = {}): Promise<void> {
  const line = await office.call(from);
  const facts = await receptionistFacts(office.ctx, {
    conversationId: line.conversationId,
    callerNumber: from,
  });
  const brain = createBrain({
    facts: { ...facts, ...known },
    now: () => office.clock.now(),
    callTool: async (tool, args) => ({ ok: true, ...(await line.use(tool, args)) }),
  });
  await brain.open();
  for (const [caller, expected, ends] of turns) {
    const reply = await brain.hear(caller);
    expect(reply.text, caller).toMatch(expected);
    expect(reply.hasEnded, caller).toBe(ends === "ends");
  }
}

/** The scripts' practice, with the real tools behind it. */
async function scriptedOffice(): Promise<Office> {
  const office = await openOffice();
  await createService(office.ctx, { name: "Checkup", durationMinutes: 30, priceMinor: 8_000 });
  for (const faq of FAKE_FAQS) await createFaq(office.ctx, faq);
  return office;
}

const SCRIPTS = [
  "the demo call, another time of those offered",
  "a booking in steps with corrections, another number read in groups",
  "no, Thursday; actually make it four",
  "noon, half past three and quarter to five",
  "everything that is offered is declined",
  "a name that is spelled is spelled back",
  "a number in groups: two one two, triple five, oh one double nine",
  "in the middle of it: it's for my son, actually",
  "one word at a time",
  "a caller who hangs back and returns",
  "abuse: polite once, then the call ends",
  "Spanish: a call back by a person is offered and noted",
  "a message",
];

describe("a scripted call with the real tools", () => {
  it.each(SCRIPTS)("%s", async (name) => {
    const script = ALL_SCRIPTS.find((one) => one.name === name);
    if (!script) throw new Error(`There is no script ${name}`);
    await talk(await scriptedOffice(), ANA, script.turns, { caller_has_email: "yes" });
  });
});

describe("one caller after another, with the real tools", () => {
  const asMia: Turn[] = [
    ["I'd like to book a cleaning for my daughter Mia tomorrow at three", /3 PM.*Mia's full name/],
    ["Mia Lopez", /0123/],
    ["yes", /e-mail/],
    ["no", /for Mia Lopez/],
    ["yes", /You're booked/],
  ];
  const asAna: Turn[] = [
    ["This is Ana Lopez speaking, I want to book a whitening on Thursday at ten", /10 AM/],
    ["yes", /e-mail/],
    ["no thanks", /for Ana Lopez/],
    ["yes", /You're booked/],
  ];

  it("a number of mother and daughter: each appointment is opened by its name", async () => {
    const office = await scriptedOffice();
    await talk(office, ANA, asAna);
    await talk(office, ANA, asMia);
    await talk(office, ANA, [
      ["Please cancel my appointment", /^(?!.*(?:Mia|March)).*What name/],
      ["Mia Lopez", /^(?!.*March).*date of the appointment/],
      ["it's tomorrow", /cleaning on Tuesday, March 3 at 3 PM\. Shall I cancel/],
      ["yes", /has been cancelled/],
    ]);
    const booked = await office.rows("appointments");
    const names = ["Ana Lopez", "Mia Lopez"].map((name) =>
      booked.find(({ customer_name }) => customer_name === name),
    );
    expect(booked).toHaveLength(2);
    expect(names).toMatchObject([
      { customer_name: "Ana Lopez", status: "confirmed" },
      { customer_name: "Mia Lopez", status: "cancelled", notes: "Booked by Ana Lopez for their daughter." },
    ]);
  });

  it("a stranger cannot move it, the owner can from another phone", async () => {
    const office = await scriptedOffice();
    await talk(office, ANA, asAna);
    await talk(office, "+12125550199", [
      ["I want to move my appointment", /What name/],
      ["Ana Lopez", /date of the appointment/],
      ["Friday", /can't match/],
      ["Wednesday then", /can't match.*message/],
      ["no", /anything else/],
    ]);
    await talk(office, null, [
      ["I want to move my appointment to Friday at eleven", /What name/],
      ["Ana Lopez", /date of the appointment/],
      [
        "two one two five five five oh one two three",
        /whitening is on Thursday, March 5 at 10 AM\. Friday, March 6 at 11 AM is free/,
      ],
      ["yes", /now on Friday, March 6 at 11 AM/],
      ["oh, cancel it altogether please", /March 6 at 11 AM\. Shall I cancel/],
      ["yes", /has been cancelled/],
    ]);
    expect(await office.rows("appointments")).toMatchObject([{ status: "cancelled" }]);
  });

  it("the same as last time, two weeks later", async () => {
    const office = await scriptedOffice();
    await talk(office, ANA, asAna);
    office.clock.set("2026-03-16T14:00:00Z");
    await talk(office, ANA, [
      ["the same as last time please", /whitening, on a Thursday at 10 AM.*Thursday, March 19 at 10 AM/],
      ["yes", /e-mail/],
      ["no", /a whitening on Thursday, March 19 at 10 AM, for Ana Lopez/],
      ["yes", /You're booked/],
    ]);
  });
});
