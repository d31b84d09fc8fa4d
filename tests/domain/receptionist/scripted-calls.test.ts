import { describe, expect, it } from "vitest";
import { createBrain } from "@/lib/domain/receptionist/brain";
import { brainOf, FakeOffice, MONDAY_NINE, officeFacts } from "./fake-office";

/** What the caller says, and what the reply must hold. `ends`: the call is over after it. */
type Turn = [caller: string, reply: RegExp, ends?: "ends"];
interface Script {
  name: string;
  facts?: Record<string, string>;
  office?(office: FakeOffice): void;
  turns: Turn[];
  after?(office: FakeOffice): void;
}

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

const SCRIPTS: Script[] = [
  {
    name: "the demo call: a question, a cleaning tomorrow after three, another question",
    turns: [
      ["Hi, do you take new patients?", /welcome new patients.*\?$/],
      [
        "Great. I'd like to book a cleaning tomorrow after three.",
        /tomorrow, Tuesday, March 3 at 3 PM, 3:30 PM or 4 PM/,
      ],
      ["The first one works", /3 PM.*holding.*name/],
      ["Maya Torres", /Thank you, Maya.*ending in 0123/],
      ["Yes, that's the best one.", /a cleaning on Tuesday, March 3 at 3 PM, for Maya Torres\. Shall I/],
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
    name: "an unknown caller cannot cancel, and leaves a message",
    facts: { caller_number: "" },
    turns: [
      ["please cancel my appointment for tomorrow", /can't see an upcoming appointment.*message/],
      ["yes", /name/],
      ["Jo Bell", /phone number/],
      ["212 555 0199", /212, 555, 0199/],
      ["correct", /passed your message on/],
      ["no", BYE, "ends"],
    ],
    after: (office) => {
      expect(office.calls.map(({ tool }) => tool)).toEqual(["take_message"]);
      expect(office.messages[0]).toMatchObject({ name: "Jo Bell", phone: "2125550199" });
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
    turns: [["I want to speak to a real person", /putting you through/, "ends"]],
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
    turns: [["My son knocked his tooth out and it won't stop bleeding", /911.*putting you through/, "ends"]],
  },
  {
    name: "a wrong number",
    turns: [["oh sorry, I think I have the wrong number", /No problem/, "ends"]],
  },
];

describe("a scripted call", () => {
  it.each(SCRIPTS)("$name", async ({ facts, office: prepare, turns, after }) => {
    const office = new FakeOffice();
    prepare?.(office);
    const brain = brainOf(office, facts);
    expect((await brain.open()).text).toContain("Harbor Dental");
    for (const [caller, expected, ends] of turns) {
      const reply = await brain.hear(caller);
      expect(reply.text, caller).toMatch(expected);
      expect(reply.hasEnded, caller).toBe(ends === "ends");
      expect(reply.why, caller).not.toMatch(/^error/);
      expect(reply.text).not.toMatch(/undefined|null|NaN|\[object|[*_#`]/);
    }
    after?.(office);
  });
});

describe("a conversation that is put aside", () => {
  it("goes on from its state, which is plain JSON", async () => {
    const office = new FakeOffice();
    let state = brainOf(office).state;
    const say = async (text: string) => {
      const stored = JSON.parse(JSON.stringify(state));
      const now = () => new Date(MONDAY_NINE);
      const brain = createBrain({ facts: officeFacts(), callTool: office.callTool, now, state: stored });
      const reply = await brain.hear(text);
      state = brain.state;
      return reply.text;
    };
    await say("book a cleaning tomorrow at 3");
    await say("Maya Torres");
    await say("yes");
    expect(await say("yes")).toMatch(/You're booked/);
  });

  it("does not talk on after it has ended", async () => {
    const brain = brainOf(new FakeOffice());
    await brain.hear("bye");
    expect(await brain.hear("book a cleaning tomorrow at 3")).toMatchObject({
      hasEnded: true,
      toolCalls: [],
    });
  });
});

describe("tools that fail", () => {
  it.each([
    "check_availability",
    "hold_slot",
    "book_appointment",
    "take_message",
    "answer_question",
    "transfer_to_human",
  ])("%s down: the caller hears no lie and no crash", async (tool) => {
    const office = new FakeOffice();
    office.failing.add(tool);
    const brain = brainOf(office);
    const turns = [
      "do you take new patients",
      "book a cleaning tomorrow at 3",
      "Maya Torres",
      "yes",
      "yes",
      "leave a message",
      "hello there friend",
      "get me a person",
    ];
    for (const turn of turns) {
      const reply = await brain.hear(turn);
      expect(reply.why).not.toMatch(/^error/);
      if (reply.toolCalls.some((call) => call.tool === tool && !call.answer.ok)) {
        expect(reply.text).not.toMatch(/You're booked|passed|putting you through|I've asked/);
      }
    }
  });

  it("thrown errors count as failures", async () => {
    const callTool = async () => {
      throw new Error("network");
    };
    const brain = createBrain({ facts: officeFacts(), callTool, now: () => new Date(MONDAY_NINE) });
    const reply = await brain.hear("book a cleaning tomorrow at 3");
    expect(reply.text).toMatch(/can't get through/);
    expect(reply.toolCalls[0]?.answer).toEqual({ ok: false, error: "network" });
  });
});
