import { Temporal } from "temporal-polyfill";
import type { PhoneCall } from "@/lib/providers/emulation/phone-call";
import { DEMO_CALLER, PRACTICE } from "./practice";

const SUNDAY = 7;
const SATURDAY = 6;
/** More than a booking asks; a receptionist that goes round in circles is hung up on. */
const MOST_ANSWERS = 10;

/** What the caller says to the receptionist's questions, in whatever order they come. */
const ANSWERS: [question: RegExp, answer: string][] = [
  [/@\S+\. Is that right\?/, "Yes, that's right."],
  [/e-mail address/, `Sure, it's ${DEMO_CALLER.spokenEmail}.`],
  [/full name/, DEMO_CALLER.name],
  [/best one to reach you\?/, "Yes, that's the best one."],
  [/Shall I go ahead and book it\?/, "Yes please, book it."],
  [/Which would you like\?/, "The first one works."],
  [/Would that work for you\?/, "Yes, that works."],
];

/** Tomorrow after three, or the next open day where that is a Sunday. */
function wish(): string {
  const tomorrow = Temporal.Now.plainDateISO(PRACTICE.timeZone).add({ days: 1 });
  if (tomorrow.dayOfWeek === SUNDAY) return "on Monday after three";
  return tomorrow.dayOfWeek === SATURDAY ? "tomorrow after two" : "tomorrow after three";
}

/** The caller of the demo: asks, books, asks again, says goodbye. @throws Error when the call ends before its time. */
export async function speak(call: PhoneCall): Promise<void> {
  await call.connected;
  await call.say("Hi, do you take new patients?");
  let { text } = await call.say(`Great. I'd like to book a cleaning ${wish()}.`);
  for (let answered = 0; answered < MOST_ANSWERS; answered += 1) {
    const answer = ANSWERS.find(([question]) => question.test(text))?.[1];
    if (answer === undefined) break;
    ({ text } = await call.say(answer));
  }
  await call.say("Do I need to bring anything?");
  await call.say("No, that's all, thank you.");
}
