import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script, Turn } from "./script";

const TO_THE_NAME: Turn[] = [["book a cleaning tomorrow at three", /3 PM.*name/]];
const booked = (fields: object) => (office: FakeOffice) => expect(office.booked).toMatchObject([fields]);

/** Names and numbers: unusual, spelled, corrected, read in groups; and bookings for somebody else. */
export const PEOPLE_SCRIPTS: Script[] = [
  {
    name: "a name that is spelled is spelled back",
    turns: [
      ...TO_THE_NAME,
      ["Maya Jask, that's J-A-S-K", /That's Maya Jask, spelled J-A-S-K\. Is that right/],
      ["yes", /Thank you, Maya.*0123/],
      ["yes", /for Maya Jask/],
      ["yes", /You're booked/],
    ],
    after: booked({ name: "Maya Jask" }),
  },
  {
    name: "letters with words: B as in boy",
    turns: [
      ...TO_THE_NAME,
      ["Ann B as in boy, O as in Oscar, Y as in yellow, D as in dog", /Ann Boyd, spelled B-O-Y-D/],
      ["that's right", /Thank you, Ann/],
    ],
  },
  {
    name: "a name that it misheard is corrected by spelling, after it was read back",
    turns: [
      ...TO_THE_NAME,
      ["Maya Task", /0123/],
      ["no, it's J-A-S-K", /Maya Jask, spelled J-A-S-K/],
      ["no, J-A-S-C-K", /Maya Jasck, spelled J-A-S-C-K/],
      ["yes", /0123/],
      ["yes", /for Maya Jasck/],
    ],
  },
  {
    name: "a name that is seldom heard is spelled back",
    turns: [
      ...TO_THE_NAME,
      ["Siobhan Nguyen", /spelled S-I-O-B-H-A-N, N-G-U-Y-E-N\. Is that right/],
      ["correct", /Thank you, Siobhan/],
    ],
  },
  {
    name: "a wrong guess at a rare name, spelled by the caller",
    turns: [
      ...TO_THE_NAME,
      ["Krzysztof Bem", /spelled K-R-Z-Y-S-Z-T-O-F/],
      ["no", /spell it/],
      ["K-R-Y-S-T-O-F Bem", /Krystof Bem, spelled K-R-Y-S-T-O-F/],
      ["yep", /Thank you, Krystof/],
    ],
  },
  {
    name: "the name is corrected at the very end",
    turns: [
      ...TO_THE_NAME,
      ["Jon Smith", /0123/],
      ["yes", /for Jon Smith\. Shall I/],
      ["no, my name is Joan Smith", /for Joan Smith\. Shall I/],
      ["yes", /You're booked/],
    ],
    after: booked({ name: "Joan Smith" }),
  },
  {
    name: "a number in groups: two one two, triple five, oh one double nine",
    turns: [
      ...TO_THE_NAME,
      ["Ida Moss", /0123/],
      ["no, use another one", /best phone number/],
      ["two one two", /the rest/],
      ["triple five", /the rest/],
      ["oh one double nine", /212, 555, 0199\. Is that right/],
      ["yes", /Shall I/],
      ["yes", /You're booked/],
    ],
    after: booked({ phone: "2125550199" }),
  },
  {
    name: "the last four digits are corrected after they were read back",
    turns: [
      ...TO_THE_NAME,
      ["Ida Moss", /0123/],
      ["no, it's 212 555 0144", /212, 555, 0144/],
      ["no, the last four are 0145", /212, 555, 0145\. Is that right/],
      ["right", /Shall I/],
      ["yes", /You're booked/],
    ],
    after: booked({ phone: "2125550145" }),
  },
  {
    name: "the whole number was wrong",
    turns: [
      ...TO_THE_NAME,
      ["Ida Moss", /0123/],
      ["no, 646 555 0100", /646, 555, 0100/],
      ["no", /best phone number/],
      ["917 555 0101", /917, 555, 0101/],
      ["yes", /Shall I/],
    ],
  },
  {
    name: "the number is corrected at the very end",
    turns: [
      ...TO_THE_NAME,
      ["Ida Moss", /0123/],
      ["yes", /Shall I/],
      ["wait, the number should be 917 555 0101", /917, 555, 0101/],
      ["yes", /Shall I/],
      ["yes", /You're booked/],
    ],
    after: booked({ phone: "9175550101" }),
  },
  {
    name: "for my daughter Mia",
    facts: { caller_name: "Ana Lopez" },
    turns: [
      ["I'd like to book a checkup for my daughter Mia on Thursday at four", /4 PM.*Mia's full name/],
      ["Mia Lopez", /0123/],
      ["yes", /a checkup on Thursday, March 5 at 4 PM, for Mia Lopez/],
      ["yes", /You're booked/],
    ],
    after: booked({
      name: "Mia Lopez",
      phone: "+12125550123",
      notes: "Booked by Ana Lopez for their daughter.",
    }),
  },
  {
    name: "for my husband, whose name is asked",
    turns: [
      [
        "can you fit my husband in tomorrow at nine for a cleaning? It's for my husband",
        /9 AM.*your husband's full name/,
      ],
      ["Carl Ott", /0123/],
      ["yes", /for Carl Ott/],
      ["yes", /You're booked/],
    ],
    after: booked({ name: "Carl Ott", notes: "Booked for the caller's husband." }),
  },
  {
    name: "in the middle of it: it's for my son, actually",
    turns: [
      ["book a checkup tomorrow at ten", /10 AM.*full name/],
      ["it's for my son Leo actually", /Leo's full name/],
      ["Leo Park", /0123/],
      ["yes", /for Leo Park/],
    ],
  },
];
