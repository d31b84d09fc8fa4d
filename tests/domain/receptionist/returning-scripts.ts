import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script } from "./script";

/** Thursday, 10 in the morning. */
const LAST = JSON.stringify({ service: "Whitening", date: "2026-02-12", time: "10:00" });
const ANA = { caller_name: "Ana Lopez", last_visit_json: LAST };
const AHEAD = {
  caller_name: "Ana Lopez",
  upcoming_json: JSON.stringify([{ id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" }]),
};
const takes = (start: string) => (office: FakeOffice) => void office.taken.add(start);

/** Callers who have been here before. */
export const RETURNING_SCRIPTS: Script[] = [
  {
    name: "the same as last time",
    facts: ANA,
    opening: /Hi Ana, welcome back/,
    turns: [
      [
        "I'd like the same as last time",
        /whitening, on a Thursday at 10 AM.*Thursday, March 5 at 10 AM.*0123/,
      ],
      ["yes", /a whitening on Thursday, March 5 at 10 AM, for Ana Lopez/],
      ["yes", /You're booked/],
    ],
    after: (office) => expect(office.booked).toMatchObject([{ service: "Whitening", name: "Ana Lopez" }]),
  },
  {
    name: "the usual, but on another day",
    facts: ANA,
    turns: [
      ["the usual please, next Tuesday", /Tuesday, March 10 at 10 AM/],
      ["yes", /a whitening on Tuesday, March 10 at 10 AM/],
    ],
  },
  {
    name: "the same as last time, and that time is taken",
    facts: ANA,
    office: takes("2026-03-05T15:00:00.000Z"),
    turns: [
      ["same as last time", /10 AM isn't free.*9 AM, 9:30 AM or 10:30 AM/],
      ["10:30", /10:30 AM.*0123/],
    ],
  },
  {
    name: "the same as last time, of a caller it does not know",
    turns: [
      ["can I get the same as last time?", /can't see your last visit.*What would you like to come in for/],
    ],
  },
  {
    name: "is this about your appointment",
    facts: AHEAD,
    opening: /Hi Ana\. Is this about your cleaning on Tuesday, March 10 at 3 PM/,
    turns: [
      ["no, something else", /How can I help/],
      ["what time do you close on Friday", /9 AM to 5 PM/],
    ],
  },
  {
    name: "a move to a time that is taken meanwhile",
    facts: AHEAD,
    office: takes("2026-03-12T14:00:00.000Z"),
    turns: [
      ["I need to move it to Thursday the 12th at ten", /10 AM isn't free.*11|10:30/],
      ["10:30", /10:30 AM is free\. Shall I move your cleaning/],
      ["yes", /cleaning is now on Thursday, March 12 at 10:30 AM/],
    ],
  },
  {
    name: "a move, and the new time goes while the caller decides",
    facts: AHEAD,
    turns: [
      ["can I reschedule to Friday at two", /Friday, March 6 at 2 PM is free/],
      ["hmm, let me think", /take your time/],
      ["yes do it", /just gone.*2:30 PM, 3 PM or 3:30 PM/],
      ["three", /3 PM is free\. Shall I move/],
      ["yes", /cleaning is now on Friday, March 6 at 3 PM/],
    ],
    office: (office) => {
      office.snatch = "2026-03-06T19:00:00.000Z";
    },
    after: (office) =>
      expect(office.booked).toMatchObject([
        { tool: "reschedule_appointment", starts_at: "2026-03-06T20:00:00.000Z" },
      ]),
  },
  {
    name: "a move that is called off",
    facts: AHEAD,
    turns: [
      ["yes", /move it, cancel it/],
      ["move it", /What day/],
      ["Friday at two", /Shall I move/],
      ["actually leave it as it is", /leave it as it is/],
    ],
    after: (office) => expect(office.booked).toEqual([]),
  },
  {
    name: "a cancellation that the system does not take",
    facts: AHEAD,
    office: (office) => void office.failing.add("cancel_appointment"),
    turns: [
      ["please cancel my appointment", /Shall I cancel it/],
      ["yes", /couldn't change that.*message/],
      ["yes please", /0123/],
      ["yes", /passed your message on/],
    ],
  },
];
