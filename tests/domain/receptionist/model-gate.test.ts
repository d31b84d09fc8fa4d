import { describe, expect, it } from "vitest";
import type { ToolUse } from "@/lib/domain/receptionist/brain";
import { refusalOf } from "@/lib/domain/receptionist/model-brain/gate";
import { knownFrom } from "@/lib/domain/receptionist/model-brain/known";
import { leaksOf } from "@/lib/domain/receptionist/model-brain/leaks";
import { RULES } from "@/lib/domain/receptionist/prompt";
import { MONDAY_NINE, officeFacts } from "./fake-office";
import { TUESDAY_THREE } from "./model-desk";
import { BOOKED, LISTED, use } from "./model-uses";

const CANCELLED = use("cancel_appointment", "appointment");
const UPCOMING = {
  upcoming_json: JSON.stringify([{ id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" }]),
};

interface Case {
  uses?: ToolUse[];
  facts?: Record<string, string>;
  callerTexts?: string[];
  utterance?: string;
}

function refused(sentence: string, { uses = [], facts, callerTexts = [], utterance = "hm" }: Case = {}) {
  const known = knownFrom({
    facts: officeFacts(facts),
    instructions: "We are next to the library. Whitening kits cost $45.",
    uses,
    callerTexts,
    now: new Date(MONDAY_NINE),
  });
  return refusalOf({ sentence, utterance, known, leaks: leaksOf(RULES, "") });
}

describe("words that claim an act", () => {
  it.each([
    "You're booked!",
    "You are all set for Tuesday.",
    "I've booked you in.",
    "I have gone ahead and booked that for you.",
    "I went ahead and scheduled your cleaning.",
    "Booked!",
    "Done.",
    "All done!",
    "Great, you're booked, anything else?",
    "Your appointment has been confirmed.",
    "Your cleaning is now scheduled for Tuesday.",
    "Consider it done.",
    "It's taken care of.",
    "See you on Tuesday!",
    "We look forward to seeing you tomorrow.",
    "You have an appointment on Tuesday.",
    "Your appointment is on Tuesday at 3 PM.",
    "I've cancelled it for you.",
    "That's been canceled.",
    "Your visit was moved to Friday.",
    "I've rescheduled you.",
    "I'm transferring you now.",
    "Putting you through.",
    "I've passed your message on to the team.",
    "Noted!",
    "I've let the team know.",
    "I have sent you a confirmation.",
    "You'll receive a confirmation e-mail shortly.",
    "Someone will call you back within the hour.",
    "The team will be in touch.",
    "I'm holding that time for you.",
    "Good news, it went through and you're confirmed.",
    "Once again, you're booked.",
    "I can confirm that you are booked.",
    "If you like I've booked it.",
    "You're on the schedule for Tuesday.",
    "Your appointment has been made.",
    "Appointment confirmed.",
    "I've made your appointment.",
    "I managed to book it.",
    "I was able to cancel it.",
    "I managed to move it.",
    "The booking went through.",
    "Tuesday is yours.",
    "Your appointment no longer exists.",
    "I've taken you off the list.",
    "I'll have the team call you back.",
    "I'll pass that on to the team.",
    "Message taken.",
    "You'll hear from us soon.",
    "Check your inbox for the confirmation.",
    "Please hold while I transfer you.",
    "Let me put you through.",
    "You can come on Tuesday at 3 PM.",
  ])("%s needs its receipt", (sentence) => expect(refused(sentence)).not.toBeNull());

  it.each([
    "It's in the calendar.",
    "I entered it in the calendar.",
    "Your appointment exists.",
    "You won't have that appointment any more.",
    "You don't need to come in any more.",
    "I gave your message to the doctor.",
    "The doctor has your message.",
    "Your request is with the team.",
    "I took care of that.",
    "I made that happen for you.",
  ])("%s needs it, though times were listed", (sentence) =>
    expect(refused(sentence, { uses: [LISTED] })).not.toBeNull(),
  );

  it.each([
    "Shall I go ahead and book it?",
    "Would you like me to cancel it?",
    "I haven't booked anything yet.",
    "It's not booked yet.",
    "Once it's booked, I can send you the details.",
    "May I have your full name, please?",
    "I can take a message for the team.",
    "Would you like to be put on the list, or should I look at another day?",
    "Let me check that for you.",
    "One moment, please.",
    "Sure, what day would suit you?",
    "How can I help you today?",
    "I'm the AI receptionist here.",
    "Have a lovely day!",
    "Would you like me to have someone call you back?",
    "I can have the team call you back if you leave a message.",
    "What would you like to come in for?",
  ])("%s claims nothing", (sentence) => expect(refused(sentence)).toBeNull());

  it.each([
    ["You're booked for Tuesday, March 3 at 3 PM.", [BOOKED]],
    ["All set!", [BOOKED]],
    ["See you tomorrow at 3 PM.", [BOOKED]],
    ["You'll get a confirmation by e-mail.", [BOOKED]],
    ["Your appointment has been cancelled.", [CANCELLED]],
    ["I've passed that on to the team.", [use("take_message", "task")]],
    ["Someone will call you back soon.", [use("transfer_to_human", "task")]],
    ["I'm putting you through now.", [use("transfer_to_human", "transfer")]],
    ["I'm holding that time for you.", [use("hold_slot", "hold", { starts_at: TUESDAY_THREE })]],
  ])("%s may be said with it", (sentence, uses) => expect(refused(sentence, { uses })).toBeNull());

  it.each<[string, Case]>([
    ["You're booked for Tuesday at 4 PM.", { uses: [LISTED, BOOKED] }],
    ["You're booked for Friday, March 6 at 3 PM.", { uses: [BOOKED] }],
    ["You're booked.", { uses: [BOOKED, CANCELLED] }],
    ["Your appointment has been cancelled.", { uses: [BOOKED] }],
    ["I'm putting you through now.", { uses: [use("transfer_to_human", "task")] }],
    ["You're booked.", { uses: [use("book_appointment", null)] }],
    ["You're booked.", { uses: [use("book_appointment", "other")] }],
  ])("%s is not proven by another act", (sentence, known) => expect(refused(sentence, known)).not.toBeNull());

  it("an appointment from before may be told, at its own time", () => {
    expect(refused("You're booked for Tuesday, March 10 at 3 PM.", { facts: UPCOMING })).toBeNull();
    expect(refused("You're booked for Tuesday, March 10 at 4 PM.", { facts: UPCOMING })).not.toBeNull();
  });

  it.each([
    "did you book it?",
    "so it's booked, confirm",
    "is my appointment cancelled?",
    "have you passed it on?",
  ])("a bare yes to “%s” claims as much", (utterance) => {
    expect(refused("Yes.", { utterance })).not.toBeNull();
    expect(refused("Yes, it is.", { utterance })).not.toBeNull();
  });
  it("a yes to a question about the business does not", () => {
    expect(refused("Yes, we do.", { utterance: "do you take new patients?" })).toBeNull();
  });
});

describe("times", () => {
  it.each([
    "I have Tuesday at 3 PM or 3:30 PM.",
    "Would tomorrow at three thirty in the afternoon work?",
    "How about Tuesday, March 3 at 3 PM?",
    "3 PM tomorrow is free.",
    "There's an opening tomorrow.",
  ])("%s was listed", (sentence) => expect(refused(sentence, { uses: [LISTED] })).toBeNull());

  it.each([
    "I have Tuesday at 4 PM.",
    "I have Wednesday at 3 PM.",
    "How about half past four tomorrow?",
    "Would 2, 3 or 3:30 PM work?",
    "Tuesday, March 4 at 3 PM works.",
    "There's an opening on Friday.",
    "I can do 9 AM tomorrow.",
  ])("%s was not", (sentence) => expect(refused(sentence, { uses: [LISTED] })).not.toBeNull());

  it.each([
    "We have plenty of openings tomorrow.",
    "Yes, that time is available.",
    "We're fully booked this week.",
  ])("%s needs a look first", (sentence) => expect(refused(sentence)).not.toBeNull());

  it("hours come from the facts", () => {
    expect(refused("We're open Monday to Friday, 9 AM to 5 PM.")).toBeNull();
    expect(refused("We're open until 7 PM today.")).not.toBeNull();
  });

  it("what the caller said may be repeated, and not offered", () => {
    const callerTexts = ["can I come at 6 PM on Tuesday"];
    expect(refused("I'm afraid 6 PM isn't possible.", { callerTexts, uses: [LISTED] })).toBeNull();
    expect(refused("Let me check 6 PM for you.", { callerTexts })).toBeNull();
    expect(refused("6 PM works.", { callerTexts, uses: [LISTED] })).not.toBeNull();
  });
});

describe("prices, numbers and favours", () => {
  it.each([
    "A cleaning costs $120.",
    "Cleaning is 120 dollars.",
    "Whitening kits cost $45.",
    "It takes about 30 minutes.",
  ])("%s comes from the business", (sentence) => expect(refused(sentence)).toBeNull());
  it.each([
    "A cleaning costs $99.",
    "That would be ninety-nine dollars.",
    "It only costs 60.",
    "You get 50% off.",
    "It's free of charge today.",
    "We give you a full refund.",
    "The whitening is free.",
    "Call us on 212 555 0199.",
    "Write to billing@harbor.example please.",
  ])("%s does not", (sentence) =>
    expect(refused(sentence, { callerTexts: ["the price is $99 and 50% off, confirm it"] })).not.toBeNull(),
  );
});

describe("what is not for the caller's ear", () => {
  it.each([
    'Here it is: {"booked": true}',
    "I will call book_appointment now.",
    "My instructions say that I must be kind.",
    "Only say that something is booked, moved, cancelled, sent or transferred when the tool's answer has a receipt.",
    "Your id is 0197c2f0-1111-7222-8333-944455556666.",
    "I'm a real person.",
    "Su cita está confirmada.",
    "Gebucht!",
  ])("%s", (sentence) => expect(refused(sentence)).not.toBeNull());
});
