import { expect } from "vitest";
import type { Script } from "./script";

const one = {
  caller_name: "Ana Lopez",
  upcoming_json: JSON.stringify([{ id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" }]),
};
const two = {
  caller_name: "Ana Lopez",
  upcoming_json: JSON.stringify([
    { id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" },
    { id: "a2", starts_at: "2026-03-12T14:00:00.000Z", service: "Whitening" },
  ]),
};
const BYE = /Goodbye/;

/** Calls of people who come back, leave word, want a person or get lost. */
export const OTHER_SCRIPTS: Script[] = [
  {
    name: "a known caller moves an appointment",
    facts: one,
    turns: [
      ["Yes", /move it, cancel it/],
      ["I'd like to move it to Friday morning", /Friday, March 6 at 9 AM/],
      ["ten", /Friday, March 6 at 10 AM is free. Shall I move your cleaning/],
      ["yes", /now on Friday, March 6 at 10 AM/],
      ["when is my appointment?", /cleaning is on Friday, March 6 at 10 AM/],
      ["no that's everything, bye", BYE, "ends"],
    ],
    after: (office) =>
      expect(office.booked).toMatchObject([{ tool: "reschedule_appointment", appointment_id: "a1" }]),
  },
  {
    name: "a known caller with two appointments cancels one and keeps the other",
    facts: two,
    turns: [
      ["I want to cancel my appointment", /Which one.*cleaning.*whitening/],
      ["the whitening", /whitening on Thursday, March 12 at 10 AM. Shall I cancel/],
      ["yes", /whitening on Thursday, March 12 at 10 AM has been cancelled/],
      ["I can't make the other one either, please cancel", /cleaning on Tuesday, March 10 at 3 PM. Shall I/],
      ["no, keep it", /leave it as it is/],
      ["goodbye", BYE, "ends"],
    ],
    after: (office) =>
      expect(
        office.calls.filter(({ tool }) => tool === "cancel_appointment").map(({ args }) => args),
      ).toEqual([{ appointment_id: "a2" }]),
  },
  {
    name: "a caller who cannot say whose it is leaves a message",
    facts: { caller_number: "" },
    turns: [
      [
        "please cancel my appointment for tomorrow",
        /check who I'm speaking with.*name is the appointment under/,
      ],
      ["Jo Bell", /can't match that.*once more/],
      ["I don't know", /can't match that.*message/],
      ["yes", /name/],
      ["Jo Bell", /phone number/],
      ["212 555 0199", /212, 555, 0199/],
      ["correct", /passed your message on/],
      ["no", BYE, "ends"],
    ],
    after: (office) => {
      expect(office.calls.map(({ tool }) => tool)).toEqual(["find_appointments", "take_message"]);
      expect(office.messages[0]).toMatchObject({
        name: "Jo Bell",
        phone: "2125550199",
        message: "Would like to cancel an appointment. Said it is under Jo Bell. Not matched.",
      });
    },
  },
  {
    name: "a message",
    turns: [
      ["Can I leave a message for Dr. Chen?", /What's the message/],
      ["Please tell her my crown fell off again. Is that normal?", /name/],
      ["Peter Pan", /0123/],
      ["yes", /passed your message on/],
      ["no thanks", BYE, "ends"],
    ],
    after: (office) =>
      expect(office.messages).toEqual([
        {
          message: "Please tell her my crown fell off again. Is that normal?",
          name: "Peter Pan",
          phone: "+12125550123",
        },
      ]),
  },
  {
    name: "name and number of someone interested",
    turns: [
      ["I'm interested in Invisalign, could someone call me back?", /name/],
      ["Dana White", /0123/],
      ["sure", /details on/],
      ["no, bye", BYE, "ends"],
    ],
    after: (office) => expect(office.leads[0]).toMatchObject({ name: "Dana White", reason: /Invisalign/ }),
  },
  {
    name: "a person is asked for and reached",
    turns: [["I want to speak to a real person", /putting you through/]],
  },
  {
    name: "a person is asked for and cannot be reached",
    office: (office) => {
      office.canTransfer = false;
    },
    turns: [
      ["can you put me through to the dentist", /asked the team to call you back/],
      ["ok thanks, bye", BYE, "ends"],
    ],
  },
  {
    name: "it does not know, and takes the question as a message",
    turns: [
      ["Do you validate bus tickets?", /don't know/],
      ["yes please", /name/],
      ["Kim Lee", /0123/],
      ["yes", /passed your message on/],
      ["that's all", BYE, "ends"],
    ],
    after: (office) =>
      expect(office.messages[0]).toMatchObject({ message: "Asked: Do you validate bus tickets?" }),
  },
  {
    name: "silence, in the middle and for good",
    turns: [
      ["", /still there/],
      ["I'd like to book a cleaning", /What day/],
      ["   ", /still there.*What day/],
      ["tomorrow at 2", /2 PM.*name/],
      ["…", /still there.*name/],
      ["", /can't hear you.*name/],
      ["", /Goodbye/, "ends"],
    ],
  },
  {
    name: "everything at once from an eager caller",
    turns: [
      [
        "Hi, my name is Tom Reed and I'd like to book a checkup for Thursday at 2 pm",
        /Thursday, March 5 at 2 PM.*0123/,
      ],
      ["yes", /for Tom Reed/],
      ["perfect", /You're booked/],
      ["bye now", BYE, "ends"],
    ],
  },
  {
    name: "a change of purpose",
    turns: [
      ["I'd like to book a whitening", /What day/],
      ["actually never mind, can I leave a message", /What's the message/],
      ["I will be late on Friday", /name/],
      ["Ann Poe", /0123/],
      ["yes", /passed your message on/],
    ],
    after: (office) => expect(office.booked).toEqual([]),
  },
  {
    name: "an emergency",
    turns: [["My son knocked his tooth out and it won't stop bleeding", /911.*putting you through/]],
  },
  {
    name: "a wrong number",
    turns: [["oh sorry, I think I have the wrong number", /No problem/, "ends"]],
  },
];
