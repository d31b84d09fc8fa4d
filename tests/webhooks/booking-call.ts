import { findOrCreateContact } from "@/lib/domain/contacts";
import { type PhoneCall, runScript } from "@/lib/providers/emulators";
import type { FrontOffice } from "./front-office";
import { CALLER, type Practice } from "./practice";

/** What a caller says who books. */
export const BOOKING = [
  "Hi, do you take new patients?",
  "Great. I'd like to book a cleaning tomorrow after three.",
  "The first one works",
  "Maya Torres",
  "Yes, that's the best one.",
  "Yes",
  "No, that's all, thank you.",
];

/** All that a booking call leaves, whatever happened to its webhooks on the way. */
export const BOOKED = {
  calls: [
    {
      direction: "inbound",
      from: CALLER,
      status: "completed",
      thread: "closed",
      outcome: "appointment_booked",
      contact: "contacts[0]",
      sentiment: "positive",
      hasSummary: true,
      recording: "audio/wav",
      disconnectReason: "agent_hangup",
      hasDuration: true,
      isAnswered: true,
      isEnded: true,
      turns: [
        "agent: Harbor Dental, how can I help?",
        "customer: Hi, do you take new patients?",
        "agent: Yes, we welcome new patients. Is there anything else I can help with?",
        "customer: Great. I'd like to book a cleaning tomorrow after three.",
        "agent: I have tomorrow, Tuesday, March 3 at 3 PM, 3:30 PM or 4 PM. Which would you like?",
        "customer: The first one works",
        "agent: Tomorrow, Tuesday, March 3 at 3 PM, lovely. I'm holding that time for you. May I have your full name, please?",
        "customer: Maya Torres",
        "agent: Thank you, Maya. Is the number ending in 0133 the best one to reach you?",
        "customer: Yes, that's the best one.",
        "agent: So that's a cleaning on Tuesday, March 3 at 3 PM, for Maya Torres. Shall I go ahead and book it?",
        "customer: Yes",
        "agent: You're booked for a cleaning on Tuesday, March 3 at 3 PM. Is there anything else I can help with?",
        "customer: No, that's all, thank you.",
        "agent: Thank you for calling, Maya. Have a lovely day. Goodbye!",
      ],
      tools: [
        ["answer_question", null, null],
        ["check_availability", null, null],
        ["hold_slot", "hold", "appointments[0]"],
        ["book_appointment", "appointment", "appointments[0]"],
      ],
    },
  ],
  contacts: [{ name: "Maya Torres", phone: CALLER, email: "maya@caller.example" }],
  appointments: [
    {
      status: "confirmed",
      title: "Cleaning",
      startsAt: "2026-03-03T20:00:00.000Z",
      customer: "Maya Torres",
      phone: CALLER,
      source: "call",
      contact: "contacts[0]",
      call: "calls[0]",
    },
  ],
  leads: [
    {
      name: "Maya Torres",
      phone: CALLER,
      source: "call",
      status: "new",
      contact: "contacts[0]",
      call: "calls[0]",
    },
  ],
  tasks: [],
  mails: [
    {
      kind: "appointment_confirmation",
      subject: "Your appointment at Harbor Dental",
      status: "sent",
      isToOwner: false,
    },
    {
      kind: "call_summary",
      subject: "Call from Maya Torres: appointment booked",
      status: "sent",
      isToOwner: true,
    },
  ],
  events: ["appointment.created", "call.completed", "call.started", "lead.captured"],
  brokenJobs: [],
};

/** Every event of the call, handled once: two legs at the carrier, one conversation at the voice vendor. */
export const HANDLED = [
  ...["call_analyzed", "call_ended", "call_started"].map((type) => `retell ${type} handled`),
  ...["call.answered", "call.bridged", "call.hangup", "call.initiated"].flatMap((type) => [
    `telnyx ${type} handled`,
    `telnyx ${type} handled`,
  ]),
];

/** A caller with an e-mail address on file. */
export const callerOnFile = (practice: Practice) =>
  findOrCreateContact(practice.ctx, { phone: CALLER, email: "maya@caller.example" });

/** The whole call of a caller on file who books. */
export async function booked(office: FrontOffice, practice: Practice): Promise<PhoneCall> {
  await callerOnFile(practice);
  const call = practice.ring();
  await runScript(call, BOOKING);
  await office.settled(call);
  return call;
}
