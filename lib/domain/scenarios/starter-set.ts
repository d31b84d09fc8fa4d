import { Temporal } from "temporal-polyfill";
import type { Business, Closure, Service } from "@/lib/domain/businesses";
import { derivedUuid } from "@/lib/domain/ids";
import { isOpenAt } from "@/lib/domain/knowledge";
import { type Scenario, type ScenarioInput, scenarioInput } from "./schema";

const DAYS_AHEAD = 28;
const HOURS_TRIED = [10, 14, 18] as const;

/** A moment to ring at: the next Monday or later on which the business is open in the day. */
function momentToRing(business: Business, closures: Closure[], now: Date): Temporal.ZonedDateTime {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(business.timeZone);
  const monday = today.startOfDay().add({ days: 8 - today.dayOfWeek });
  for (let day = 0; day < DAYS_AHEAD; day += 1) {
    for (const hour of HOURS_TRIED) {
      const moment = monday.add({ days: day }).with({ hour });
      if (isOpenAt(new Date(moment.epochMilliseconds), { ...business, closures })) return moment;
    }
  }
  return monday.with({ hour: HOURS_TRIED[0] });
}

const CALLER = { name: "Jordan Lee", phone: "+12025550142" };

type Starter = ScenarioInput & { key: string };

function starters(service: string | null, at: Temporal.ZonedDateTime): Starter[] {
  const asked = { persona: CALLER, at: at.toInstant().toString() };
  return [
    {
      ...asked,
      key: "hours",
      name: "Asks for the opening hours",
      goal: "Wants to know when somebody is there.",
      opening: "Hi, when are you open?",
      expectations: [
        { kind: "says", text: "open" },
        { kind: "does_not_use", tool: "book_appointment" },
        { kind: "ends" },
      ],
    },
    {
      ...asked,
      key: "books",
      name: "Books an appointment",
      goal: "Wants to come in next week, and takes the first time that is offered.",
      opening: "Hello, I'd like to make an appointment.",
      answers: { service: service ?? "A first visit", when: "Some time next week" },
      expectations: [{ kind: "books", service }, { kind: "ends" }],
    },
    {
      ...asked,
      key: "unknown",
      name: "Asks something that nobody has written down",
      goal: "Gets no invented answer, and leaves a message.",
      opening: "Do you have a helicopter landing pad?",
      answers: { message: "Please tell me about the landing pad." },
      expectations: [
        { kind: "says", text: "I don't know" },
        { kind: "takes_message" },
        { kind: "does_not_say", text: "yes, we do" },
      ],
    },
    {
      ...asked,
      key: "person",
      name: "Wants a person",
      goal: "Does not want to talk to a machine.",
      opening: "Can I speak to a real person, please?",
      expectations: [{ kind: "reaches_person" }, { kind: "does_not_use", tool: "book_appointment" }],
    },
    {
      ...asked,
      key: "cancels",
      name: "Cancels an appointment",
      goal: "Has an appointment and cannot come.",
      persona: { ...CALLER, knownAs: CALLER.name },
      opening: "I need to cancel my appointment.",
      appointments: [
        {
          startsAtLocal: at.add({ days: 2 }).toPlainDateTime().toString({ smallestUnit: "minute" }),
          service,
        },
      ],
      expectations: [{ kind: "cancels" }, { kind: "does_not_use", tool: "book_appointment" }],
    },
  ];
}

/** The suite that a business begins with, made for its services and hours. Its ids are always the same. */
export const starterSet = (
  business: Business,
  facts: { services: Service[]; closures: Closure[]; now: Date },
): Scenario[] => {
  const service = facts.services.find(({ isActive }) => isActive)?.name ?? null;
  return starters(service, momentToRing(business, facts.closures, facts.now)).map(({ key, ...given }) => ({
    ...scenarioInput.parse(given),
    id: derivedUuid(`${business.id}:scenario:${key}`),
    isStored: false,
    sourceConversationId: null,
  }));
};
