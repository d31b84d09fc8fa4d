import type { Plan } from "@/lib/domain/businesses";
import { type LimitedThing, PAID_PLANS } from "./plans";

/** What a limited thing is called in the middle of a sentence. */
export const THING_WORDS: Record<LimitedThing, { one: string; many: string }> = {
  callMinutes: { one: "call minute", many: "call minutes" },
  aiMinutes: { one: "receptionist minute", many: "receptionist minutes" },
  messages: { one: "message", many: "messages" },
  numbers: { one: "phone number", many: "phone numbers" },
  seats: { one: "person", many: "people" },
  agents: { one: "receptionist at work", many: "receptionists at work" },
};

/** "1 message", "10,000 messages". */
export const amountText = (thing: LimitedThing, amount: number): string =>
  `${amount.toLocaleString("en-US")} ${THING_WORDS[thing][amount === 1 ? "one" : "many"]}`;

/** A day of the business for a reader: "December 1". */
export const dayText = (instant: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-US", { timeZone, month: "long", day: "numeric" }).format(instant);

/**
 * How whoever reads it comes to more than a plan has, as a request that begins a sentence; people who cannot choose a
 * plan read it, too. Above the largest plan there is none.
 */
export const wayOut = (plan: Plan): string =>
  plan === PAID_PLANS.at(-1)
    ? "Write to whoever runs Frontdesk for you"
    : "Ask an owner or admin to choose a larger plan under “Plan”";
