import { expect } from "vitest";
import type { Script } from "./script";

const BYE = /Goodbye/;

/** Calls of people who want an appointment, and of people who want to know something. */
export const BOOKING_SCRIPTS: Script[] = [
  {
    name: "the demo call: a question, a cleaning tomorrow after three, another question",
    facts: { caller_has_email: "no" },
    turns: [
      ["Hi, do you take new patients?", /welcome new patients.*\?$/],
      [
        "Great. I'd like to book a cleaning tomorrow after three.",
        /tomorrow, Tuesday, March 3 at 3 PM, 3:30 PM or 4 PM/,
      ],
      ["The first one works", /3 PM.*holding.*name/],
      ["Maya Torres", /Thank you, Maya.*ending in 0123/],
      ["Yes, that's the best one.", /e-mail address.*confirmation/],
      ["It's maya dot torres at example dot com", /That's maya\.torres@example\.com\. Is that right/],
      ["Yes, that's right.", /a cleaning on Tuesday, March 3 at 3 PM, for Maya Torres\. Shall I/],
      ["Yes", /You're booked for a cleaning on Tuesday, March 3 at 3 PM/],
      ["Do I need to bring anything?", /don't know that for certain.*message/],
      ["No, that's all, thank you.", BYE, "ends"],
    ],
    after: (office) =>
      expect(office.booked).toEqual([
        {
          tool: "book_appointment",
          starts_at: "2026-03-03T20:00:00.000Z",
          service: "Cleaning",
          name: "Maya Torres",
          phone: "+12125550123",
          email: "maya.torres@example.com",
        },
      ]),
  },
  {
    name: "the demo call, another time of those offered",
    turns: [
      ["I'd like to book a cleaning tomorrow after three", /3 PM, 3:30 PM or 4 PM/],
      ["three thirty please", /3:30 PM.*holding/],
      ["It's Maya Torres", /0123/],
      ["yes it is", /Shall I/],
      ["Yes please", /You're booked.*3:30 PM/],
      ["No, that's all", BYE, "ends"],
    ],
  },
  {
    name: "a booking in steps with corrections, another number read in groups",
    turns: [
      ["I want to make an appointment", /What would you like to come in for/],
      ["a check-up", /What day and time/],
      ["Tuesday", /March 3/],
      ["no, Thursday", /Thursday, March 5/],
      ["at ten", /10 AM.*name/],
      ["my name is jon smith", /Thank you, Jon.*0123/],
      ["no", /best phone number/],
      ["two one two, five five five", /the rest/],
      ["oh one double four", /212, 555, 0144/],
      ["yes", /a checkup on Thursday, March 5 at 10 AM, for Jon Smith/],
      ["actually can we do 11 instead", /11 AM.*Shall I/],
      ["that's right", /You're booked for a checkup on Thursday, March 5 at 11 AM/],
      ["bye", BYE, "ends"],
    ],
    after: (office) => {
      expect(office.booked).toHaveLength(1);
      expect(office.booked[0]).toMatchObject({ phone: "2125550144", starts_at: "2026-03-05T16:00:00.000Z" });
    },
  },
  {
    name: "two things in one sentence, and a question in the middle of a booking",
    turns: [
      [
        "Do you take Delta Dental, and can I book a whitening for next Tuesday morning?",
        /Delta Dental.*Tuesday, March 10 at 9 AM/,
      ],
      ["the second one", /9:30 AM/],
      ["Ana Lopez", /0123/],
      ["yes", /Shall I/],
      ["is there parking?", /parking behind the building.*Shall I go ahead/],
      ["yes", /You're booked for a whitening on Tuesday, March 10 at 9:30 AM/],
      ["no thanks", BYE, "ends"],
    ],
  },
  {
    name: "hours, services, prices and what it is",
    turns: [
      ["What are your hours?", /Monday to Friday, 9 AM to 5 PM/],
      ["are you open on Saturday?", /closed on Saturdays/],
      ["how late are you open on friday", /On Fridays we're open 9 AM to 5 PM/],
      ["what services do you offer?", /cleaning, checkup and whitening/],
      ["how much is a cleaning?", /\$120/],
      ["and how long does a whitening take", /an hour/],
      ["are you a robot?", /AI, not a person/],
      ["ok thanks", /help/],
      ["no, bye", BYE, "ends"],
    ],
    after: (office) => expect(office.calls).toEqual([]),
  },
  {
    name: "hours on days when the business is closed, wholly and in part",
    facts: {
      closures_json: JSON.stringify([
        { name: "staff training", from: "2026-03-03T12:00", to: "2026-03-03T14:00" },
        { name: "Founders' Day", from: "2026-03-04T00:00", to: "2026-03-07T00:00" },
      ]),
    },
    turns: [
      ["are you open tomorrow?", /Tomorrow, Tuesday, March 3 we're open 9 AM to noon and 2 PM to 5 PM/],
      ["are you open on March 5th?", /closed on Thursday, March 5 for Founders' Day/],
      [
        "what are your hours on Fridays",
        /On Fridays we're open 9 AM to 5 PM\. We're closed on Friday, March 6 for Founders' Day/,
      ],
      [
        "are you open on Tuesday?",
        /On Tuesdays we're open 9 AM to 5 PM\. But on Tuesday, March 3 we're only open 9 AM to noon and 2 PM to 5 PM/,
      ],
      ["are you open next Monday", /On Mondays we're open 9 AM to 5 PM\. (?:Is|What)/],
    ],
  },
  {
    name: "the day is closed, then the time is gone while the caller decides",
    office: (office) => {
      office.snatch = "2026-03-09T13:00:00.000Z";
    },
    turns: [
      ["can I come in on Saturday for a cleaning", /closed on weekends.*Monday, March 9 at 9 AM/],
      ["Monday is fine", /Monday, March 9 at 9 AM.*name/],
      ["Bob Ray", /0123/],
      ["yep", /Shall I/],
      ["yep", /just gone.*9:30 AM, 10 AM or 10:30 AM/],
      ["the last one", /10:30 AM.*Shall I/],
      ["yes", /You're booked.*Monday, March 9 at 10:30 AM/],
      ["thanks, bye", BYE, "ends"],
    ],
    after: (office) => expect(office.booked).toHaveLength(1),
  },
  {
    name: "an exact time that is not free",
    office: (office) => void office.taken.add("2026-03-04T15:00:00.000Z"),
    turns: [
      ["book a cleaning for Wednesday at 10", /10 AM isn't free.*9 AM, 9:30 AM or 10:30 AM/],
      ["10:30", /10:30 AM/],
    ],
  },
  {
    name: "a past day, then later and earlier",
    turns: [
      ["book a cleaning for yesterday", /already gone by/],
      ["tomorrow morning", /9 AM, 9:30 AM or 10 AM/],
      ["anything later?", /10:30 AM, 11 AM or 11:30 AM/],
      ["any earlier?", /9 AM, 9:30 AM or 10 AM/],
      ["2 pm works", /2 PM.*name/],
    ],
  },
];
