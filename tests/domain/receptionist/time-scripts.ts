import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script } from "./script";

/** Takes every start of a week from this Monday on. */
function fillWeek(office: FakeOffice): void {
  for (let day = 2; day <= 6; day += 1) {
    for (let half = 0; half < 16; half += 1) {
      office.taken.add(new Date(Date.UTC(2026, 2, day, 14, 30 * half)).toISOString());
    }
  }
}

/** When it is meant to be: said loosely, twice, too late, too early, and never mind which. */
export const TIME_SCRIPTS: Script[] = [
  {
    name: "at eight, outside the hours",
    turns: [
      ["book a cleaning tomorrow at eight", /we're open 9 AM to 5 PM.*9 AM, 9:30 AM or 10 AM/],
      ["nine then", /9 AM.*name/],
    ],
  },
  {
    name: "eight in the evening, outside the hours",
    turns: [
      ["can I come in tomorrow at 8 pm for a cleaning", /we're open 9 AM to 5 PM.*3:30 PM, 4 PM or 4:30 PM/],
    ],
  },
  {
    name: "at eight, where the evening is open",
    facts: { hours_json: JSON.stringify([{ day: 2, opens: "12:00", closes: "22:00" }]) },
    turns: [["book a cleaning tomorrow at eight", /8 PM isn't free/]],
  },
  {
    name: "noon, half past three and quarter to five",
    turns: [
      ["a cleaning tomorrow at noon", /noon.*name/],
      ["no wait, half past three", /3:30 PM.*name/],
      ["or quarter to five", /4:45 PM isn't free.*4 PM.* or 4:30 PM/],
      ["four thirty", /4:30 PM/],
    ],
  },
  {
    name: "the end of the week, and in two weeks",
    turns: [
      [
        "do you have anything at the end of the week for a cleaning",
        /Thursday, March 5 at 9 AM or Friday, March 6 at 9 AM/,
      ],
      ["hmm, rather in two weeks", /Monday, March 16 at 9 AM, 9:30 AM or 10 AM/],
    ],
  },
  {
    name: "the 14th is a Saturday, the 13th is not",
    turns: [
      ["book a checkup on the 14th", /closed on weekends.*Monday, March 16/],
      ["what about the 13th at two", /Friday, March 13 at 2 PM/],
    ],
  },
  {
    name: "no, Thursday; actually make it four",
    turns: [
      ["book a cleaning for Tuesday at two", /March 3 at 2 PM.*name/],
      ["no, Thursday", /Thursday, March 5 at 2 PM/],
      ["actually make it 4", /Thursday, March 5 at 4 PM.*name/],
      ["Lee Ray", /0123/],
      ["yes", /Thursday, March 5 at 4 PM, for Lee Ray/],
      ["actually make it 3", /Thursday, March 5 at 3 PM/],
      ["yes", /You're booked for a cleaning on Thursday, March 5 at 3 PM/],
    ],
    after: (office) => expect(office.booked).toHaveLength(1),
  },
  {
    name: "a week that is full",
    office: fillWeek,
    turns: [
      ["I need a cleaning this week, Wednesday", /nothing free on Wednesday, March 4.*Monday, March 9/],
      ["anything this Friday?", /nothing free on Friday, March 6.*Monday, March 9/],
      ["ok Monday the 9th at nine", /Monday, March 9 at 9 AM/],
    ],
  },
  {
    name: "everything that is offered is declined",
    turns: [
      ["book a cleaning tomorrow morning", /9 AM, 9:30 AM or 10 AM/],
      ["no", /What other day/],
      ["Thursday afternoon", /noon, 12:30 PM or 1 PM/],
      ["no, none of those", /call you when something.*message/],
      ["yes please", /name/],
      ["Ed Low", /0123/],
      ["yes", /passed your message on/],
    ],
    after: (office) => expect(office.messages[0]).toMatchObject({ message: /cleaning/ }),
  },
  {
    name: "a question while times are offered",
    turns: [
      ["book a whitening on Wednesday morning", /9 AM, 9:30 AM or 10 AM/],
      ["how long does it take?", /an hour.*9 AM, 9:30 AM or 10 AM/],
      ["and how much is it?", /\$350.*9 AM, 9:30 AM or 10 AM/],
      ["is there parking?", /parking behind the building.*9 AM, 9:30 AM or 10 AM/],
      ["the last one", /10 AM.*name/],
    ],
  },
  {
    name: "two questions at once",
    turns: [
      ["Do you take new patients, and is there parking?", /welcome new patients.*parking behind/],
      ["what are your hours and how much is a cleaning", /9 AM to 5 PM.*\$120/],
    ],
  },
  {
    name: "prices of several services",
    turns: [
      ["how much are a cleaning and a whitening?", /Cleaning is \$120 and Whitening is \$350/],
      [
        "how long do a cleaning and a whitening take",
        /Cleaning takes about 30 minutes.*Whitening takes about an hour/,
      ],
    ],
  },
  {
    name: "directions and an insurance that nobody told it",
    turns: [
      ["How do I get there from the airport?", /don't know.*message/],
      ["no thanks", /anything else/],
      ["do you accept Zebra Health plans?", /don't know.*message/],
      ["yes", /name/],
      ["Joy Bell", /0123/],
      ["yes", /passed your message on/],
    ],
    after: (office) => expect(office.messages[0]).toMatchObject({ message: /Zebra Health/ }),
  },
  {
    name: "the slot is gone when it is held, and others are offered",
    turns: [
      ["book a cleaning tomorrow after three", /3 PM, 3:30 PM or 4 PM/],
      ["the first one", /just gone.*3:30 PM, 4 PM or 4:30 PM/],
      ["four", /4 PM.*name/],
    ],
    office: (office) => {
      office.snatchOnHold = "2026-03-03T20:00:00.000Z";
    },
  },
  {
    name: "last week, and the week after",
    turns: [
      ["book a cleaning for last Friday", /already gone by/],
      ["sorry, next Friday at noon", /Friday, March 13 at noon/],
    ],
  },
];
