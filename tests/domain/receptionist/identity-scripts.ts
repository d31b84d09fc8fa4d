import { expect } from "vitest";
import type { FakeOffice } from "./fake-office";
import type { Script } from "./script";

const BYE = /Goodbye/;
const ROSA = {
  id: "r1",
  name: "Rosa Lopez",
  phone: "2125550177",
  startsAt: "2026-03-12T14:00:00.000Z",
  service: "Whitening",
};
const withRosa = (office: FakeOffice) => void office.onRecord.push(ROSA);
const used = (office: FakeOffice, tool: string) =>
  office.calls.filter((call) => call.tool === tool).map(({ args }) => args);
/** Nothing that is on record may be heard by a caller who has not proven anything. */
const SECRET = /^(?!.*(?:March 12|10 AM|hitening)).*/;

/** Callers who want something done to an appointment, and who have to show first that it is theirs. */
export const IDENTITY_SCRIPTS: Script[] = [
  {
    name: "a withheld number: name and date open the appointment, which is cancelled",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["I need to cancel my appointment", /name is the appointment under/],
      ["Rosa Lopez", /phone number it was made with, or the date/],
      ["it's on the twelfth", /whitening on Thursday, March 12 at 10 AM\. Shall I cancel/],
      ["yes please", /whitening on Thursday, March 12 at 10 AM has been cancelled/],
      ["no, that's all", BYE, "ends"],
    ],
    after: (office) =>
      expect(used(office, "cancel_appointment")).toEqual([
        { appointment_id: "r1", name: "Rosa Lopez", appointment_date: "2026-03-12" },
      ]),
  },
  {
    name: "another number: name and the number it was booked with, read in groups, and it is moved",
    office: withRosa,
    turns: [
      [
        "Hi, I'd like to reschedule my appointment",
        /can't see an upcoming appointment under the number.*What name/,
      ],
      ["It's under Rosa Lopez", /phone number it was made with/],
      ["two one two, triple five", /the rest/],
      ["oh one double seven", /I can see your whitening on Thursday, March 12 at 10 AM/],
      ["Friday at two", /Friday, March 6 at 2 PM is free\. Shall I move your whitening/],
      ["yes", /whitening is now on Friday, March 6 at 2 PM/],
    ],
    after: (office) =>
      expect(used(office, "reschedule_appointment")).toEqual([
        {
          appointment_id: "r1",
          starts_at: "2026-03-06T19:00:00.000Z",
          name: "Rosa Lopez",
          phone: "2125550177",
        },
      ]),
  },
  {
    name: "a stranger with the right name and the wrong date learns nothing and may leave word",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["please cancel the appointment of Rosa Lopez", /What name/],
      ["Rosa Lopez", SECRET],
      ["the 13th", /^I'm sorry, I can't match that to an appointment.*once more/],
      ["maybe the 11th?", /^I'm sorry, I can't match that.*message/],
      ["no thanks", /anything else/],
      ["no", BYE, "ends"],
    ],
    after: (office) => expect(used(office, "cancel_appointment")).toEqual([]),
  },
  {
    name: "a number that several people use opens nothing by itself",
    facts: { caller_number_is_shared: "yes" },
    office: (office) => {
      withRosa(office);
      office.onRecord.push({ ...ROSA, id: "m1", name: "Mia Lopez", startsAt: "2026-03-10T19:00:00.000Z" });
    },
    turns: [
      ["can I move my appointment to Friday morning?", /check who I'm speaking with.*What name/],
      [
        "Mia Lopez, on March 10th",
        /whitening is on Tuesday, March 10 at 3 PM.*Friday, March 6 at 9 AM, 9:30 AM or 10 AM/,
      ],
      ["ten", /Friday, March 6 at 10 AM is free/],
      ["yes", /now on Friday, March 6 at 10 AM/],
    ],
    after: (office) =>
      expect(used(office, "reschedule_appointment")).toMatchObject([
        { appointment_id: "m1", name: "Mia Lopez", appointment_date: "2026-03-10" },
      ]),
  },
  {
    name: "when is my appointment, from another phone",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["when is my appointment?", /What name/],
      ["Rosa Lopez", /number it was made with/],
      ["212 555 0177", /whitening is on Thursday, March 12 at 10 AM\. Would you like to move it, cancel it/],
      ["cancel it please", /Shall I cancel/],
      ["no, keep it", /leave it as it is/],
    ],
    after: (office) => expect(used(office, "cancel_appointment")).toEqual([]),
  },
  {
    name: "a date that was misremembered and is corrected",
    facts: { caller_number: "" },
    office: withRosa,
    turns: [
      ["cancel my appointment please", /What name/],
      ["Rosa Lopez", /date of the appointment/],
      ["Wednesday", /can't match/],
      ["sorry, Thursday the 12th", /March 12 at 10 AM\. Shall I cancel/],
      ["yes", /has been cancelled/],
    ],
  },
];
