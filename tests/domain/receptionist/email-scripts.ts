import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script, Turn } from "./script";

const UNKNOWN = { caller_has_email: "no" };
/** Up to the question for the address. */
const TO_THE_QUESTION: Turn[] = [
  ["I'd like to book a cleaning tomorrow at three", /3 PM.*name/],
  ["Maya Torres", /ending in 0123/],
  ["yes", /e-mail address I can send the confirmation to/],
];
const READ_BACK = /a cleaning on Tuesday, March 3 at 3 PM, for Maya Torres\. Shall I/;
const bookedWith = (email: string | undefined) => (office: FakeOffice) => {
  expect(office.booked).toHaveLength(1);
  expect(office.booked[0]?.email).toBe(email);
};

/** Callers who are asked where the confirmation may go. */
export const EMAIL_SCRIPTS: Script[] = [
  {
    name: "an address that is agreed to first, misheard, and said again",
    facts: UNKNOWN,
    turns: [
      ...TO_THE_QUESTION,
      ["yes", /what is it/],
      ["maya dash torres seven at g mail dot com", /maya-torres7@gmail\.com/],
      ["no, it's m-a-y-a dot torres at gmail dot com", /maya\.torres@gmail\.com\. Is that right/],
      ["right", READ_BACK],
      ["yes", /You're booked/],
    ],
    after: bookedWith("maya.torres@gmail.com"),
  },
  {
    name: "a caller who has none",
    facts: UNKNOWN,
    turns: [...TO_THE_QUESTION, ["I don't have one", /we'll do without.*Shall I/], ["yes", /You're booked/]],
    after: bookedWith(undefined),
  },
  {
    name: "a caller who would rather not, and is not asked again",
    facts: UNKNOWN,
    turns: [
      ...TO_THE_QUESTION,
      ["I'd rather not say", /without.*Shall I/],
      ["actually make it Thursday at ten", /Thursday, March 5 at 10 AM/],
      ["yes", /You're booked/],
    ],
    after: bookedWith(undefined),
  },
  {
    name: "an answer that twice is no address does not hold the booking up",
    facts: UNKNOWN,
    turns: [
      ...TO_THE_QUESTION,
      ["uh it's the blue one", /once more/],
      ["the blue one from work", /without.*Shall I/],
      ["yes", /You're booked/],
    ],
    after: bookedWith(undefined),
  },
  {
    name: "a question, and another day, in place of the address",
    facts: UNKNOWN,
    turns: [
      ...TO_THE_QUESTION,
      ["is there parking?", /parking behind the building.*e-mail address/],
      ["can we do Thursday at ten instead", /Thursday, March 5 at 10 AM.*e-mail address/],
      ["booking.desk@cancel-corp.example.com", /booking\.desk@cancel-corp\.example\.com/],
      ["yes", /Thursday, March 5 at 10 AM, for Maya Torres/],
      ["yes", /You're booked/],
    ],
    after: bookedWith("booking.desk@cancel-corp.example.com"),
  },
  {
    name: "a caller whose address is known is not asked",
    turns: [
      ["I'd like to book a cleaning tomorrow at three", /3 PM.*name/],
      ["Maya Torres", /ending in 0123/],
      ["yes", READ_BACK],
    ],
  },
];
