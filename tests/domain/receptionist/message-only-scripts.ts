import { expect } from "vitest";
import type { Script } from "./script";

const messageOnly = { message_only: "yes" };
const NO_CALENDAR = /can't get to our calendar.*take a message/;
const known = {
  ...messageOnly,
  caller_name: "Ana Lopez",
  upcoming_json: JSON.stringify([{ id: "a1", starts_at: "2026-03-10T19:00:00.000Z", service: "Cleaning" }]),
};
const TIME_TOOLS = ["check_availability", "hold_slot", "book_appointment", "reschedule_appointment"];

const asksForNoTime: NonNullable<Script["after"]> = (office) =>
  expect(office.calls.filter(({ tool }) => TIME_TOOLS.includes(tool))).toEqual([]);

/** Calls that come when the plan's minutes are used up. */
export const MESSAGE_ONLY_SCRIPTS: Script[] = [
  {
    name: "message only: a caller who wants a time leaves their wish",
    facts: messageOnly,
    opening: /^Thanks for calling Harbor Dental\. I can take a message.*What can I do for you\?$/,
    turns: [
      ["I'd like to book a cleaning for Tuesday at 3", NO_CALENDAR],
      ["or Wednesday morning", NO_CALENDAR],
      ["yes please", /name/],
      ["Maya Torres", /0123|number/],
      ["yes", /passed|message/],
      ["no that's all, thanks", /Goodbye/, "ends"],
    ],
    after: (office) => {
      asksForNoTime(office);
      expect(office.messages).toHaveLength(1);
      expect(office.messages[0]).toMatchObject({
        name: "Maya Torres",
        message: "Called about a time: “I'd like to book a cleaning for Tuesday at 3” “or Wednesday morning”",
      });
    },
  },
  {
    name: "message only: a caller who asks what is free hears no time",
    facts: messageOnly,
    turns: [
      ["Are you free tomorrow afternoon?", NO_CALENDAR],
      ["no thanks", /anything else/i],
    ],
    after: asksForNoTime,
  },
  {
    name: "message only: questions are answered as ever",
    facts: messageOnly,
    turns: [
      ["Do you take new patients?", /welcome new patients/],
      ["how much is a cleaning?", /\$120/],
      ["when are you open?", /9 AM/],
    ],
    after: asksForNoTime,
  },
  {
    name: "message only: it offers no time when asked what it is, nor when it understands nothing",
    facts: messageOnly,
    turns: [
      ["are you a robot?", /^(?!.*find you a time).*AI, not a person.*take a message/],
      ["blorp", /./],
      ["fnord glib", /./],
      ["wibble wobble", /^(?!.*find you a time).*answer a question or take a message/],
    ],
    after: asksForNoTime,
  },
  {
    name: "message only: whoever asks for a person is put through",
    facts: messageOnly,
    turns: [["Can I speak to a person please", /put|connect/i]],
    after: (office) => expect(office.calls.map(({ tool }) => tool)).toEqual(["transfer_to_human"]),
  },
  {
    name: "message only: a known caller who wants another time leaves word",
    facts: known,
    turns: [
      ["I need to move my cleaning to Friday", NO_CALENDAR],
      ["yes", /name|number|passed/i],
    ],
    after: asksForNoTime,
  },
  {
    name: "message only: whoever cannot come may cancel",
    facts: known,
    turns: [
      ["I have to cancel my appointment", /Shall I cancel/],
      ["yes", /has been cancelled/],
    ],
    after: (office) => {
      asksForNoTime(office);
      expect(office.calls.map(({ tool }) => tool)).toEqual(["cancel_appointment"]);
    },
  },
  {
    name: "message only: the same as last time is no booking either",
    facts: {
      ...messageOnly,
      caller_name: "Ana Lopez",
      last_visit_json: JSON.stringify({ service: "Cleaning", date: "2026-02-03", time: "15:00" }),
    },
    opening: /take a message/,
    turns: [["same as last time please", NO_CALENDAR]],
    after: asksForNoTime,
  },
];
