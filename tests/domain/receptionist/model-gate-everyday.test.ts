import { describe, expect, it } from "vitest";
import type { ToolUse } from "@/lib/domain/receptionist/brain";
import { refusalOf } from "@/lib/domain/receptionist/model-brain/gate";
import { knownFrom } from "@/lib/domain/receptionist/model-brain/known";
import { leaksOf } from "@/lib/domain/receptionist/model-brain/leaks";
import { RULES } from "@/lib/domain/receptionist/prompt";
import { TRUE_ONCE_BOOKED, TRUE_WHILE_ASKING } from "./everyday-truths";
import { FALSE_WHILE_ASKING } from "./everyday-untruths";
import { MONDAY_NINE, officeFacts } from "./fake-office";
import { BOOKED, LISTED, use } from "./model-uses";

/** What the business has answered in this conversation. */
const ANSWERS = [
  "There is free parking behind the building.",
  "A cleaning costs $120 and a checkup is $80. New patients pay $60 for the first exam.",
  "We accept Delta Dental, Cigna and most PPO plans. We send the claim to your insurer, and you pay the rest by card or cash.",
  "Please call at least 24 hours before your visit to cancel; later than that we charge a $25 fee.",
  "You can write to office@harbor.example or call (212) 555-0100.",
  "Dr. Chen sees children from age 3 on Tuesdays and Thursdays, and emergencies are seen the same day.",
  "We're at 12 Harbor Street, next to the library. The entrance is at the back, and the elevator goes to the second floor.",
  "Please bring your insurance card and arrive 10 minutes early to fill in the form.",
  "Whitening takes about an hour. You may drink coffee again after 48 hours.",
  "A confirmation is sent by e-mail after every booking.",
  "We're closed on Thanksgiving and on December 24 and 25.",
].map((answer) => use("answer_question", null, {}, { found: true, answer }));
const CALLER = [
  "hi this is Ana Lopez",
  "my email is ana at example dot com",
  "my number is 212 555 0123",
  "could I come Tuesday at 3 PM",
  "I'd like it after work, around 6",
  "I have a toothache since Sunday",
];

function refused(sentence: string, more: ToolUse[], utterance = "hm"): string | null {
  const known = knownFrom({
    facts: officeFacts(),
    instructions: "We are next to the library. Whitening kits cost $45. Walk-ins are seen from 9 to 11 AM.",
    uses: [...ANSWERS, ...more],
    callerTexts: CALLER,
    now: new Date(MONDAY_NINE),
  });
  return refusalOf({ sentence, utterance, known, leaks: leaksOf(RULES, "") });
}

describe("everyday talk of a receptionist, with two times listed on Tuesday", () => {
  it.each(TRUE_WHILE_ASKING)("is heard: %s", (sentence) => expect(refused(sentence, [LISTED])).toBeNull());
  it.each(FALSE_WHILE_ASKING)("is not heard: %s", (sentence) =>
    expect(refused(sentence, [LISTED])).not.toBeNull(),
  );
  it.each(TRUE_ONCE_BOOKED)("is heard once it is booked: %s", (sentence) =>
    expect(refused(sentence, [LISTED, BOOKED])).toBeNull(),
  );
});

describe("an answer without a subject", () => {
  it.each([
    ["That's $350.", "how much is the whitening?", true],
    ["That's $120.", "how much is the whitening?", false],
    ["It's free of charge.", "do I have to pay for parking?", true],
    ["It's free of charge.", "and the cleaning, what is that?", false],
    ["It takes an hour.", "how long is a whitening?", true],
    ["It takes an hour.", "how long is a checkup?", false],
  ])("%s to “%s”: %s", (sentence, utterance, isHeard) =>
    expect(refused(sentence, [LISTED], utterance) === null).toBe(isHeard),
  );
});
