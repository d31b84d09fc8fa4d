import { expect } from "vitest";
import type { Script } from "./script";

const BYE = /Goodbye/;

/** Callers who are hard to serve: rude, silent, lost, in a hurry, of another mind every minute. */
export const AWKWARD_SCRIPTS: Script[] = [
  {
    name: "abuse: polite once, then the call ends",
    turns: [
      ["I want to book a cleaning", /What day/],
      ["you stupid robot", /keep it polite.*What day/],
      ["fuck off you idiot", /end the call here/, "ends"],
    ],
    after: (office) => expect(office.booked).toEqual([]),
  },
  {
    name: "swearing in pain is no abuse",
    turns: [["this damn tooth hurts like hell, can I come in for a checkup tomorrow at ten?", /10 AM/]],
  },
  {
    name: "a rude caller who comes round is served",
    turns: [
      ["shut up and listen", /keep it polite.*help/],
      ["sorry. Can you book me a cleaning tomorrow at 2", /2 PM.*name/],
      ["Gus Fry", /0123/],
      ["yes", /Shall I/],
      ["yes", /You're booked/],
    ],
  },
  {
    name: "are you a robot",
    turns: [
      ["Hello, am I talking to a real person?", /I'm an AI, not a person/],
      ["is this a recording", /AI, not a person/],
      ["who am I speaking with", /virtual receptionist for Harbor Dental/],
      ["ok, then give me a real person", /putting you through/],
    ],
  },
  {
    name: "a robot, in the middle of a booking, which goes on",
    turns: [
      ["book a checkup on Wednesday at eleven", /11 AM.*name/],
      ["wait, are you a robot?", /AI, not a person.*name/],
      ["Nell Gray", /0123/],
    ],
  },
  {
    name: "an emergency in office hours",
    turns: [
      ["I think my husband is having a heart attack", /911, or your local emergency number.*putting you/],
    ],
    after: (office) => expect(office.calls.map(({ tool }) => tool)).toEqual(["transfer_to_human"]),
  },
  {
    name: "an emergency when nobody can be reached",
    office: (office) => {
      office.canTransfer = false;
    },
    turns: [
      ["this is an emergency, my mouth won't stop bleeding", /911.*asked the team to call you back/],
      ["ok", /help/],
    ],
  },
  {
    name: "an emergency, and the system is down",
    office: (office) => void office.failing.add("transfer_to_human"),
    turns: [
      ["it's an emergency he is not breathing", /911.*can't reach anyone.*message/],
      ["yes", /name/],
    ],
  },
  {
    name: "a wrong number that asks first",
    turns: [
      ["Is this Luigi's Pizza?", /Harbor Dental/],
      ["oh, wrong number, sorry", /No problem at all/, "ends"],
    ],
  },
  {
    name: "a salesperson",
    turns: [["Hi, I'm calling about your Google business listing", /don't take sales calls/, "ends"]],
    after: (office) => expect(office.calls).toEqual([]),
  },
  {
    name: "a salesperson with a partner offer",
    turns: [
      [
        "we help businesses like yours get more customers, who handles your marketing?",
        /sales calls/,
        "ends",
      ],
    ],
  },
  {
    name: "three purposes, one after the other",
    turns: [
      ["I want to book a whitening", /What day/],
      ["actually, cancel my appointment", /What name is the appointment under/],
      ["hmm no, never mind. Can I leave a message?", /What's the message/],
      ["I found a grey umbrella in your waiting room", /name/],
      ["Lou Reed", /0123/],
      ["yes", /passed your message on/],
      ["and now book me a cleaning tomorrow at nine", /9 AM/],
      ["yes", /You're booked for a cleaning on Tuesday, March 3 at 9 AM/],
    ],
    after: (office) => expect(office.messages[0]).toMatchObject({ message: /umbrella/ }),
  },
  {
    name: "one word at a time",
    turns: [
      ["appointment", /What would you like to come in for/],
      ["cleaning", /What day/],
      ["tuesday", /March 3/],
      ["ten", /10 AM.*name/],
      ["Vance", /0123/],
      ["yeah", /Shall I/],
      ["yeah", /You're booked/],
      ["no", BYE, "ends"],
    ],
  },
  {
    name: "mumbling that is not understood, three times",
    turns: [
      ["mmf the uh thing", /didn't quite catch/],
      ["brr gah", /didn't quite catch/],
      ["wob wob", /trouble with that.*message/],
      ["no", /anything else/],
      ["no", BYE, "ends"],
    ],
  },
  {
    name: "a caller who hangs back and returns",
    turns: [
      ["book a cleaning tomorrow at three", /3 PM.*name/],
      ["hold on, let me think", /take your time/],
      ["I need to check with my wife", /take your time/],
      ["ok, it's Carl Ott", /0123/],
      ["yes", /Shall I/],
      ["hmm let me think", /take your time/],
      ["alright, go ahead", /You're booked/],
    ],
  },
  {
    name: "a caller who thinks about it and leaves",
    turns: [
      ["book a cleaning tomorrow at three", /3 PM.*name/],
      ["actually I'll think about it and call back later", /No problem.*anything else/],
      ["no", BYE, "ends"],
    ],
    after: (office) => expect(office.booked).toEqual([]),
  },
  {
    name: "silence after the greeting, then a call as any other",
    turns: [
      ["", /still there/],
      ["...", /can't hear you/],
      ["oh hello, sorry, how much is a checkup?", /\$80/],
      ["", /still there/],
      ["bye", BYE, "ends"],
    ],
  },
  {
    name: "a whole family that says hello",
    turns: [
      ["Hello! Hi there! Good morning!", /[Hh]elp/],
      ["hi, good morning", /help/],
      ["we would like to know your prices", /Cleaning is \$120, Checkup is \$80 and Whitening is \$350/],
    ],
  },
  {
    name: "a caller who asks to hear it again",
    turns: [
      ["book a cleaning tomorrow after three", /3 PM, 3:30 PM or 4 PM/],
      ["sorry, what was that?", /3 PM, 3:30 PM or 4 PM/],
      ["pardon", /3 PM, 3:30 PM or 4 PM/],
      ["the second one", /3:30 PM/],
    ],
  },
];
