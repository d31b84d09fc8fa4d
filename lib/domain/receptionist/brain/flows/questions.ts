import { z } from "zod";
import type { Facts, ServiceFact } from "../facts";
import type { Heard } from "../heard";
import { Line } from "../lines";
import { SAY } from "../say";
import {
  asNoun,
  capitalised,
  localDay,
  localTime,
  sentence,
  spokenDate,
  spokenDuration,
  spokenTime,
} from "../speech";
import type { Step, Turn } from "../turn";
import type { Why } from "../why";
import { tellAppointment } from "./changes";
import { offerMessage } from "./ending";
import { tellHours } from "./hours";

/** "Is this Luigi's Pizza?" */
const ASKS_WHICH_BUSINESS =
  /\b(?:[Ii]s this (?:the )?(?!I\b)\p{Lu}|(?:[Hh]ave|[Dd]id) [Ii] reach|[Aa]m [Ii] through to|[Ww]h(?:at|ich) (?:business|company|office|place) is this)/u;
const MOST_TOLD = 4;

const answerSchema = z.object({
  answer: z.string().min(1),
  source: z.object({ kind: z.string(), id: z.string().nullish() }).nullish(),
});

const sourceOf = (source: z.output<typeof answerSchema>["source"]): Why => {
  if (source?.kind === "faq") return `faq:${source.id ?? "unnamed"}`;
  return source?.kind === "service" ? `fact:service:${source.id ?? "unnamed"}` : "fact:business";
};

const answered = (lines: Line[], why: Why): Step => ({ lines, asked: null, why });

const duration = (service: ServiceFact): string =>
  service.durationMinutes ? spokenDuration(service.durationMinutes) : "";

/** What the facts say of a service; null where they do not say what was asked. */
function tellService(turn: Turn, service: ServiceFact): Step | null {
  const { intents } = turn.heard;
  const name = capitalised(service.name);
  if (intents.has("price")) {
    return service.priceText
      ? answered([SAY.priceOf(name, service.priceText)], `fact:service:${service.name}`)
      : null;
  }
  if (intents.has("duration")) {
    return service.durationMinutes
      ? answered([SAY.durationOf(name, duration(service))], `fact:service:${service.name}`)
      : null;
  }
  if (!/\b(?:do you (?:do|offer|have|provide|perform)|can you do|is there)\b/.test(turn.heard.plain))
    return null;
  const lines = [SAY.yesWeDo(), SAY.serviceFacts(name, duration(service), service.priceText)];
  return answered(lines, `fact:service:${service.name}`);
}

/** Prices or durations of several services at once; null where one of them is not known. */
function tellServices({ services, intents }: Heard): Step | null {
  const named = services.slice(0, MOST_TOLD);
  if (intents.has("price") && named.every(({ priceText }) => priceText !== "")) {
    const prices = named.map(({ name, priceText }) => `${capitalised(name)} is ${priceText}`);
    return answered([SAY.prices(prices)], "fact:prices");
  }
  if (intents.has("duration") && named.every(({ durationMinutes }) => durationMinutes !== null)) {
    return answered(
      named.map((service) => SAY.durationOf(capitalised(service.name), duration(service))),
      "fact:services",
    );
  }
  return null;
}

/** What the business's own facts answer without a look-up; null where they do not. */
function fromFacts(turn: Turn): Step | null {
  const { heard, facts, state } = turn;
  const { intents } = heard;
  if (ASKS_WHICH_BUSINESS.test(heard.text)) {
    return answered([SAY.youReached(facts.businessName)], "fact:business");
  }
  if (intents.has("clock")) {
    const [date, time] = [localDay(facts.now, facts.timeZone), localTime(facts.now, facts.timeZone)];
    return answered([SAY.itIsNow(spokenDate(date), spokenTime(time))], "fact:clock");
  }
  if (heard.services.length > 1) {
    const told = tellServices(heard);
    if (told) return told;
  }
  const named = heard.services[0] ?? facts.services.find((service) => service.name === state.request.service);
  if (heard.services.length > 0 && heard.services[0]) {
    const told = tellService(turn, heard.services[0]);
    if (told) return told;
  } else if (
    named &&
    (intents.has("price") || intents.has("duration")) &&
    /\b(?:it|that|this|visit|appointment)\b/.test(heard.plain)
  ) {
    const told = tellService(turn, named);
    if (told) return told;
  }
  if (intents.has("services") && facts.services.length > 0) {
    return answered(
      [SAY.services(facts.services.slice(0, 8).map((service) => asNoun(service.name)))],
      "fact:services",
    );
  }
  return intents.has("hours") ? tellHours(turn) : null;
}

function priceList(facts: Facts): Step | null {
  const priced = facts.services.filter((service) => service.priceText).slice(0, MOST_TOLD);
  if (priced.length === 0) return null;
  return answered(
    [SAY.prices(priced.map((service) => `${capitalised(service.name)} is ${service.priceText}`))],
    "fact:prices",
  );
}

/** What changes by itself from day to day: no answer of another day holds for it. */
const OF_THE_MOMENT =
  /\b(?:now|today|tomorrow|tonight|currently|(?:this|next) (?:week|morning|afternoon|evening|\w+day))\b/;
const MAY_BE_PUT_RIGHT = /^fact:(?:hours|closures|services|prices|service:.*)$/;

/** The answer of a person who put right what a fact told; null where nobody did for this question. */
async function putRight(turn: Turn, { why }: Step): Promise<Step | null> {
  const { heard, facts } = turn;
  if (!facts.hasVerifiedAnswers || !MAY_BE_PUT_RIGHT.test(why) || OF_THE_MOMENT.test(heard.plain))
    return null;
  const answer = await turn.use("answer_question", {
    question: heard.text.slice(0, 500),
    only_verified: true,
  });
  const parsed = answerSchema.safeParse(answer.ok ? answer.result : null);
  return parsed.success
    ? answered([Line.quote(sentence(parsed.data.answer))], sourceOf(parsed.data.source))
    : null;
}

/** Answers a question from the facts, unless a person put them right; else from what the business knows; says so when it does not know. */
export async function answerQuestion(turn: Turn): Promise<Step> {
  const [named, ...others] = turn.heard.services;
  if (named && others.length === 0) turn.state.topic = named.name;
  if (turn.heard.intents.has("my_appointment")) return tellAppointment(turn);
  const told = fromFacts(turn);
  if (told) return (await putRight(turn, told)) ?? told;
  const answer = await turn.use("answer_question", { question: turn.heard.text.slice(0, 500) });
  const parsed = answerSchema.safeParse(answer.ok ? answer.result : null);
  if (parsed.success) {
    const { source } = parsed.data;
    return answered([Line.quote(sentence(parsed.data.answer))], sourceOf(source));
  }
  if (!answer.ok)
    return offerMessage(
      turn,
      `Asked: ${turn.heard.text.slice(0, 500)}`,
      [SAY.toolTrouble()],
      "rule:tool-failed",
    );
  const prices = turn.heard.intents.has("price") ? priceList(turn.facts) : null;
  if (prices) return prices;
  if (turn.state.goal) return answered([SAY.doNotKnow()], "rule:unknown");
  turn.state.message = `Asked: ${turn.heard.text.slice(0, 500)}`;
  return { lines: [SAY.doNotKnow(), SAY.offerMessage()], asked: "message_offer", why: "rule:unknown" };
}

const ACTIONS = [
  "emergency",
  "abuse",
  "same_again",
  "wrong_number",
  "repeat",
  "identity",
  "wait",
  "human",
  "reschedule",
  "cancel",
  "book",
  "message",
  "lead",
  "sales",
  "never_mind",
] as const;
const TOPICS = ["clock", "hours", "services", "price", "duration", "my_appointment"] as const;

/** Whether a sentence wants to know something, rather than to have something done. */
export function wantsToKnow(heard: Heard, options: { isChoosingTime: boolean }): boolean {
  if (ACTIONS.some((intent) => heard.intents.has(intent))) return false;
  if (TOPICS.some((intent) => heard.intents.has(intent))) return true;
  return heard.isQuestion && !(options.isChoosingTime && heard.when !== null);
}
