import { expect } from "vitest";
import type { Carrier } from "@/lib/domain/carriers";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { type PhoneCall, runScript } from "@/lib/providers/emulators";
import type { FrontOffice } from "./front-office";
import { CALLER, FALLBACK, type Practice, recordOf } from "./practice";

export const DESK = "+12125550100";
export const ANA = "+12125550101";
export const SECOND = "+12125550177";
export const ASKS = "can I speak to a person please";
export const NOBODY_CAME =
  "I'm sorry, I can't reach anyone right now. Would you like me to take a message so the team can get back to you?";
export const APOLOGY =
  "Thank you for calling Harbor Dental. I am sorry, we cannot take your call right now. We will call you back as soon as we can. Goodbye.";
/** Polls end when it is so; the limit is for what never is. */
export const EVENTUALLY = { timeout: 45_000 };

type Destinations = FrontOffice["vendors"][Carrier]["destinations"];
type Person = Parameters<Destinations["set"]>[1];

/** The ways in which the first person does not take a call. */
export const ABSENCES = [
  ["does not answer", { outcome: "no_answer" }],
  ["is busy", { outcome: "busy" }],
  ["has a mailbox that answers", { outcome: "voicemail" }],
  ["does not press a key", { outcome: "answered", presses: null }],
  ["presses another key", { outcome: "answered", presses: "2" }],
] as const satisfies readonly [string, Person][];

export const spoken = (call: PhoneCall) => call.transcript.map(({ role, text }) => `${role}: ${text}`);
export const lastSpoken = (call: PhoneCall) => expect.poll(() => spoken(call).at(-1), EVENTUALLY);

/** A caller who asks for a person, or says other words first. */
export async function asksForPerson(
  practice: Practice,
  words: string[] = [ASKS],
  from?: string | null,
): Promise<PhoneCall> {
  const call = practice.ring(from);
  await runScript(call, words);
  return call;
}

export const becomesTransferred = (office: FrontOffice, practice: Practice) =>
  expect
    .poll(async () => (await recordOf(office, practice)).calls[0]?.status, EVENTUALLY)
    .toBe("transferred");

/** A caller on file asks for a person, and the desk hears who calls and why, and takes the call. @returns the call, over. */
export async function expectIntroduction(
  office: FrontOffice,
  carrier: Carrier,
  practice: Practice,
): Promise<PhoneCall> {
  await findOrCreateContact(practice.ctx, { phone: CALLER, name: "Maya Torres" });
  office.vendors[carrier].destinations.set(DESK, { outcome: "answered", says: "Front office." });
  const call = await asksForPerson(practice);
  await lastSpoken(call).toBe("person: Front office.");
  expect(call.asides).toEqual([
    { to: DESK, text: `Call for Harbor Dental from Maya Torres, about: ${ASKS}. Press 1 to take it.` },
  ]);
  await becomesTransferred(office, practice);
  await call.hangUp();
  await office.settled(call);
  expect(await recordOf(office, practice)).toMatchObject({
    calls: [{ status: "transferred", outcome: "transferred", thread: "closed", isEnded: true }],
    tasks: [],
    events: ["call.completed", "call.started", "call.transferred"],
    brokenJobs: [],
  });
  return call;
}

/** Ana is rung first and does not take the call; the desk is rung next, and does. */
export async function expectNextPerson(
  office: FrontOffice,
  carrier: Carrier,
  practice: Practice,
  first: Person,
): Promise<void> {
  const { destinations } = office.vendors[carrier];
  destinations.set(ANA, { ...first, says: "not me" });
  destinations.set(DESK, { outcome: "answered", says: "Front office." });
  const call = await asksForPerson(practice);
  await lastSpoken(call).toBe("person: Front office.");
  expect(spoken(call)).not.toContain("person: not me");
  await becomesTransferred(office, practice);
  await call.hangUp();
  await office.settled(call);
  expect(await recordOf(office, practice)).toMatchObject({
    calls: [{ status: "transferred" }],
    tasks: [],
    brokenJobs: [],
  });
}

/** The receptionist is not to be had, and the fallback number takes the call. */
export async function expectFallback(
  office: FrontOffice,
  carrier: Carrier,
  practice: Practice,
): Promise<void> {
  office.vendors[carrier].destinations.set(FALLBACK, { outcome: "answered", says: "Front office." });
  const call = practice.ring();
  await call.connected;
  expect(spoken(call)).toEqual(["person: Front office."]);
  await call.hangUp();
  await office.settled(call);
  expect(await recordOf(office, practice)).toMatchObject({
    calls: [{ status: "transferred", thread: "closed", outcome: "transferred", isEnded: true, tools: [] }],
    tasks: [],
    events: ["call.completed", "call.started", "call.transferred"],
  });
}

/** What the owner finds of a call that nobody took. @param rung who was rung in vain, and how it went. */
export const failedCallTask = (rung: string[] = []) => ({
  kind: "failed_call",
  title: `Call back ${CALLER}`,
  body: [
    "The receptionist could not be reached, so this call was not taken.",
    ...(rung.length > 0 ? [`Rung:\n${rung.join("\n")}`] : []),
  ].join("\n\n"),
  urgency: "high",
  status: "open",
  call: "calls[0]",
});
