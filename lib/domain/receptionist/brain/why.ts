/**
 * Why the receptionist said what it said: a short code of one of these forms, several joined by "; " where a reply
 * answers a question and goes on with something else.
 *
 *   rule:<name>            a rule of the dialog
 *   fact:<name>[:<which>]  a fact of the business or the caller
 *   faq:<id>               an answer that the business wrote
 *   receipt:<kind>:<id>    an act, with the row that proves it
 *   error:<text>           something broke while it thought
 */
export type Why =
  | `rule:${RuleName}`
  | `fact:${FactName}`
  | `fact:service:${string}`
  | `faq:${string}`
  | `receipt:${ReceiptKind}:${string}`
  | `error:${string}`;

/** Every rule, in words for the owner of the business. */
const RULES = {
  greeting: "It greeted the caller.",
  "greeting-returning": "It recognised a customer with an appointment ahead.",
  "greeting-again": "It recognised a customer who has been here before.",
  "about-appointment": "The caller meant their appointment.",
  "something-else": "The caller meant something else than their appointment.",
  silence: "It heard nothing.",
  "not-caught": "It did not understand.",
  lost: "It did not understand several times and offered to take a message.",
  ended: "The conversation was over.",
  told: "It was told something in the middle of the call that changed nothing.",
  "nobody-came": "Nobody who was rung came to the phone, so it offered to take a message.",
  "message-only": "The month's minutes of your plan are used up, so it takes messages and books nothing.",
  repeat: "The caller asked to hear it again.",
  identity: "The caller asked who or what is speaking.",
  wait: "The caller asked for a moment.",
  thanks: "The caller said thank you.",
  goodbye: "The caller said goodbye.",
  "nothing-else": "The caller needed nothing else.",
  "what-else": "The caller wanted something else.",
  "never-mind": "The caller changed their mind.",
  emergency: "It heard an emergency.",
  abuse: "The caller was abusive.",
  language: "The caller speaks another language.",
  "other-wish": "The caller changed what they wish for.",
  "for-someone": "The caller books for somebody else.",
  "same-again": "The caller wants what they had last time.",
  "wrong-number": "The caller had the wrong number.",
  sales: "It took the caller for a salesperson.",
  person: "The caller asked for a person.",
  "nobody-reached": "It could not reach a person.",
  book: "The caller wants to book.",
  "time-or-service-named": "The caller named a time or a service, so it began a booking.",
  "switch-to-cancel": "The caller wants to cancel.",
  "switch-to-reschedule": "The caller wants another time for their appointment.",
  "switch-to-message": "The caller wants to leave a message.",
  "switch-to-details": "The caller wants to be contacted.",
  "ask-service": "It needs to know what the visit is for.",
  "ask-when": "It needs to know the day and time.",
  "ask-day": "It needs to know the day.",
  "past-date": "The day that was asked for is over.",
  "offer-slots": "It offered free times from the calendar.",
  "offer-nearest": "The time asked for is not free, so it offered the nearest.",
  "offer-next": "Nothing is free as asked for, so it offered the next free times.",
  "offer-later": "The caller wanted something later.",
  "offer-earlier": "The caller wanted something earlier.",
  "nothing-free": "It found no free time.",
  "nothing-earlier": "Nothing earlier is free.",
  "outside-hours": "The time asked for is outside your opening hours.",
  "none-suits": "No time suited the caller.",
  "slots-refused": "None of the offered times suited the caller.",
  "which-slot": "It needs to know which of the offered times.",
  taken: "The time was taken meanwhile, so it offered others.",
  "read-back": "It reads a booking back before it books.",
  "booking-failed": "The booking did not work.",
  "what-to-change": "The caller wants something about the booking changed.",
  "correct-name": "The caller corrects the name.",
  "correct-number": "The caller corrects the number.",
  "ask-name": "It needs the caller's name.",
  "check-name": "It spells a name back to be sure.",
  "confirm-caller-id": "It checks whether the number that calls is the best one.",
  "ask-phone": "It needs a number to reach the caller on.",
  "number-in-groups": "The caller reads the number out in groups.",
  "read-number-back": "It reads a number back to be sure.",
  "number-again": "It asks for the number once more.",
  "ask-email": "It asks where the confirmation can go.",
  "email-again": "It asks for the e-mail address once more.",
  "email-agreed": "The caller will give an e-mail address.",
  "read-email-back": "It reads an e-mail address back to be sure.",
  "ask-proof": "It checks who is calling before it opens an appointment.",
  "not-proven": "What the caller said fits no appointment, so it told and changed nothing.",
  "which-appointment": "The caller has several appointments.",
  "ask-cancel": "It asks before it cancels.",
  kept: "The caller keeps the appointment.",
  "ask-new-time": "It needs the new time of the appointment.",
  "other-time": "The caller wants another new time.",
  "read-back-move": "It reads the new time back before it moves an appointment.",
  "change-failed": "The change did not work.",
  "ask-message": "It needs the words of the message.",
  "ask-reason": "It needs to know what it is about.",
  "message-declined": "The caller did not want to leave a message.",
  "message-failed": "The message could not be saved.",
  unknown: "The business has not told it the answer, and it does not guess.",
  model: "The language model worded it, and what it says was checked.",
  "model-takeover": "The language model could not answer, so the built-in receptionist went on.",
  "tool-failed": "It could not get through to the system.",
} as const;
export type RuleName = keyof typeof RULES;

const FACTS = {
  clock: "From the clock, where your business is.",
  hours: "From your opening hours.",
  "open-now": "From your opening hours and the time of the call.",
  closures: "From your opening hours and closed days.",
  services: "From your list of services.",
  prices: "From the prices of your services.",
  appointments: "From the caller's appointments.",
  business: "From what you told about your business.",
} as const;
type FactName = keyof typeof FACTS;

const RECEIPTS = {
  appointment: "It changed the calendar, and has the proof.",
  task: "It wrote a task for you, and has the proof.",
  lead: "It noted a lead, and has the proof.",
  transfer: "It put the caller through, and has the proof.",
} as const;
export type ReceiptKind = keyof typeof RECEIPTS;

const has = <Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> =>
  Object.hasOwn(table, key);

function explainOne(code: string): string {
  const [form = "", name = ""] = code.split(":");
  if (form === "rule" && has(RULES, name)) return RULES[name];
  if (form === "fact" && name === "service") return FACTS.services;
  if (form === "fact" && has(FACTS, name)) return FACTS[name];
  if (form === "faq") return "From an answer you wrote.";
  if (form === "receipt" && has(RECEIPTS, name)) return RECEIPTS[name];
  if (form === "error") return "Something went wrong while it was thinking.";
  return "";
}

/** The reasons of a reply as sentences for the owner; empty where the code is none of this table. */
export const explainWhy = (why: string): string =>
  [...new Set(why.split("; ").map(explainOne))].filter(Boolean).join(" ");
