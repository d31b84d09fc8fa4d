import { describe, expect, it } from "vitest";
import type { ToolUse } from "@/lib/domain/receptionist/brain";
import { refusalOf } from "@/lib/domain/receptionist/model-brain/gate";
import { knownFrom } from "@/lib/domain/receptionist/model-brain/known";
import { leaksOf } from "@/lib/domain/receptionist/model-brain/leaks";
import { RULES } from "@/lib/domain/receptionist/prompt";
import { MONDAY_NINE, officeFacts } from "./fake-office";
import { BOOKED, LISTED } from "./model-uses";

function refused(sentence: string, uses: ToolUse[]) {
  const known = knownFrom({
    facts: officeFacts(),
    instructions: "",
    uses,
    callerTexts: [],
    now: new Date(MONDAY_NINE),
  });
  return refusalOf({ sentence, utterance: "hm", known, leaks: leaksOf(RULES, "") });
}

describe("days and times in statements", () => {
  it.each([
    "Tuesday at three it is.",
    "Tuesday it is!",
    "You now own the 3 PM slot on Tuesday.",
    "Your spot on Tuesday at 3 PM has your name on it.",
    "Your cleaning is on for Tuesday at 3 PM.",
    "Please come in on Tuesday at 3 PM and bring your insurance card.",
    "We look forward to your visit on Tuesday at 3 PM.",
    "You have a place on Tuesday at 3 PM.",
    "No problem, we'll be waiting for you on Tuesday at 3 PM.",
    "Enjoy your cleaning tomorrow.",
    "Come tomorrow at 3 PM.",
    "I can confirm Tuesday at 3 PM.",
    "I'll see that you get in on Tuesday at 3 PM.",
    "There's a chair waiting for you on Tuesday at 3 PM.",
    "That time is now yours.",
    "I have got you down there.",
    "Dr. Chen will see you on Tuesday at 3 PM.",
  ])("%s takes a listed time as settled", (sentence) => expect(refused(sentence, [LISTED])).not.toBeNull());

  it.each([
    "Tuesday at three it is.",
    "Your cleaning is on for Tuesday at 3 PM.",
    "Please come in on Tuesday at 3 PM and bring your insurance card.",
    "We look forward to your visit on Tuesday at 3 PM.",
    "Dr. Chen will see you on Tuesday at 3 PM.",
  ])("%s may be said once it is booked", (sentence) =>
    expect(refused(sentence, [LISTED, BOOKED])).toBeNull(),
  );

  it.each([
    "Tuesday, March 3 at 3 PM, lovely.",
    "So that's a cleaning on Tuesday, March 3 at 3 PM, for Maya Torres.",
    "The earliest is tomorrow at 3 PM.",
    "We could fit you in tomorrow at 3 PM.",
    "You can come on Tuesday at 3 PM.",
    "To hold Tuesday at 3 PM I need your full name.",
    "I'm sorry, Tuesday at 3 PM has just gone.",
    "It's Monday, March 2, 9 AM here.",
    "I'm happy to help you today.",
    "The first opening I see is tomorrow at 3 PM.",
    "I'll hold Tuesday at 3 PM once I have your name.",
    "The times on Tuesday are 3 PM and 3:30 PM.",
    "Perfect, let's go with Tuesday at 3 PM.",
    "Thanks for calling today.",
  ])("%s leaves it open", (sentence) => expect(refused(sentence, [LISTED])).toBeNull());
});
