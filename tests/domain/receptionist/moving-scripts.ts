import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script } from "./script";

const ROSA = {
  id: "r1",
  name: "Rosa Lopez",
  phone: "2125550177",
  startsAt: "2026-03-06T15:00:00.000Z",
  service: "Whitening",
};
const withRosa = (office: FakeOffice) => void office.onRecord.push(ROSA);
const used = (office: FakeOffice, tool: string) =>
  office.calls.filter((call) => call.tool === tool).map(({ args }) => args);
const TWO_VISITS = {
  caller_name: "Ana Lopez",
  upcoming_json: JSON.stringify([
    { id: "a1", starts_at: "2026-03-06T19:00:00.000Z", service: "Cleaning" },
    { id: "a2", starts_at: "2026-03-10T14:00:00.000Z", service: "Whitening" },
  ]),
};

/** Callers who name the old time and the new one, or another appointment than the one in hand. */
export const MOVING_SCRIPTS: Script[] = [
  {
    name: "unproven: the old day proves it, the new day is the wish",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["Can you move my Friday appointment to Monday?", /What name/],
      [
        "Rosa Lopez",
        /whitening on Friday, March 6 at 10 AM|whitening is on Friday, March 6 at 10 AM.*Monday, March 9/,
      ],
      ["ten", /Monday, March 9 at 10 AM is free\. Shall I move/],
      ["yes", /now on Monday, March 9 at 10 AM/],
    ],
    after: (office) => {
      expect(used(office, "find_appointments")).toEqual([
        { name: "Rosa Lopez", appointment_date: "2026-03-06" },
      ]);
      expect(used(office, "reschedule_appointment")).toEqual([
        {
          appointment_id: "r1",
          starts_at: "2026-03-09T14:00:00.000Z",
          name: "Rosa Lopez",
          appointment_date: "2026-03-06",
        },
      ]);
    },
  },
  {
    name: "unproven: from one day to another, at a time",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["I'd like to move my appointment from Friday to Thursday at two", /What name/],
      ["Rosa Lopez", /March 6 at 10 AM.*Thursday, March 5 at 2 PM is free\. Shall I move/],
      ["yes", /now on Thursday, March 5 at 2 PM/],
    ],
  },
  {
    name: "unproven: instead of the old day",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["I need to reschedule, can I come Thursday at two instead of Friday", /What name/],
      ["Rosa Lopez", /Thursday, March 5 at 2 PM is free\. Shall I move/],
      ["yes", /now on Thursday, March 5 at 2 PM/],
    ],
  },
  {
    name: "unproven: the one on the 6th, can it be the 5th at ten?",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["I want to reschedule my appointment", /What name/],
      ["Rosa Lopez", /date/],
      ["the one on the 6th, can it be the 5th at ten?", /Thursday, March 5 at 10 AM is free\. Shall I move/],
      ["yes", /now on Thursday, March 5 at 10 AM/],
    ],
  },
  {
    name: "unproven: the old day alone is no wish",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["I have to reschedule my Friday appointment", /What name/],
      ["Rosa Lopez", /March 6 at 10 AM.*What day/],
      ["Thursday at two", /Thursday, March 5 at 2 PM is free/],
      ["yes", /now on Thursday, March 5 at 2 PM/],
    ],
  },
  {
    name: "known: which of two, and where to, in one sentence",
    facts: TWO_VISITS,
    turns: [
      [
        "Please move my Friday appointment to Thursday at ten",
        /cleaning.*March 6 at 2 PM.*Thursday, March 5 at 10 AM is free/,
      ],
      ["yes", /cleaning is now on Thursday, March 5 at 10 AM/],
    ],
  },
  {
    name: "known: another hour of the same day",
    facts: TWO_VISITS,
    turns: [
      ["move my Friday appointment to 4 PM", /Friday, March 6 at 4 PM is free\. Shall I move your cleaning/],
      ["yes", /now on Friday, March 6 at 4 PM/],
    ],
  },
  {
    name: "known: not Friday's, the Tuesday one, while the new time is asked for",
    facts: TWO_VISITS,
    turns: [
      ["I need to reschedule the Friday one", /cleaning.*March 6.*What day/],
      ["not Friday's, the Tuesday one", /whitening.*March 10.*What day/],
      ["Thursday at two", /Shall I move your whitening/],
      ["yes", /whitening is now on Thursday/],
    ],
    after: (office) => expect(office.booked).toMatchObject([{ appointment_id: "a2" }]),
  },
  {
    name: "known: not Friday's, the Tuesday one, before it is cancelled",
    facts: TWO_VISITS,
    turns: [
      ["cancel my appointment on Friday", /cleaning on Friday, March 6 at 2 PM\. Shall I cancel/],
      ["no, not Friday's, the Tuesday one", /whitening on Tuesday, March 10 at 10 AM\. Shall I cancel/],
      ["yes", /whitening on Tuesday, March 10 at 10 AM has been cancelled/],
    ],
    after: (office) => expect(used(office, "cancel_appointment")).toMatchObject([{ appointment_id: "a2" }]),
  },
];
