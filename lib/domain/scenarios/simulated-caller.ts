import type { DialogState } from "@/lib/domain/receptionist";
import type { ScenarioSettings } from "./schema";

type Asked = NonNullable<DialogState["asked"]>;

/** How often a caller answers the same question before they try something else, and before they give up. */
const PATIENCE = { answers: 2, lines: 4 } as const;
const GOODBYE = "No, that's all, thank you. Goodbye.";

const spelledPhone = (phone: string | null): string =>
  phone ? `It's ${phone}.` : "I'd rather not give a number.";

/** What a caller answers to each question. Null, or a question that is not here: they go on with their lines. */
function answersOf({ persona, answers, goal }: ScenarioSettings): Partial<Record<Asked, string | null>> {
  const agreed = answers.agrees ? "Yes, please." : "No, please don't.";
  const message = answers.message ?? (goal === "" ? null : goal);
  return {
    service: answers.service,
    when: answers.when,
    slot: answers.slot ?? "The first one, please.",
    name: `My name is ${persona.name}.`,
    name_check: "Yes, that's right.",
    phone_confirm: persona.phone ? "Yes, that's right." : "No, I'd rather not give one.",
    phone: spelledPhone(persona.phone),
    phone_check: "Yes, that's right.",
    email: persona.email ?? "No e-mail, thank you.",
    email_check: "Yes, that's right.",
    book_confirm: agreed,
    move_confirm: agreed,
    cancel_confirm: agreed,
    proof_name: `It's under ${persona.knownAs ?? persona.name}.`,
    proof_detail: persona.phone ? spelledPhone(persona.phone) : null,
    which_appointment: "The first one.",
    message_text: message,
    lead_reason: message,
    language_offer: "Yes, please.",
    language_phone: spelledPhone(persona.phone),
    message_offer: answers.message ? "Yes, please." : null,
  };
}

export interface SimulatedCaller {
  /** What they say next, to what the receptionist asks; null where they have hung up. */
  next(asked: Asked | null): string | null;
}

/**
 * A caller who does the same every time: says the opening, answers what is asked, goes on with the lines otherwise,
 * loses patience with a question that keeps coming back, and says goodbye.
 */
export function simulatedCaller(scenario: ScenarioSettings): SimulatedCaller {
  const lines = [scenario.opening, ...scenario.lines];
  const answers = answersOf(scenario);
  const timesAsked = new Map<Asked, number>();
  let hasSaidGoodbye = false;

  const goodbye = (): string => {
    hasSaidGoodbye = true;
    return GOODBYE;
  };

  return {
    next(asked) {
      if (hasSaidGoodbye) return null;
      const isOpening = lines.length === scenario.lines.length + 1;
      if (isOpening || (scenario.isVerbatim && lines.length > 0)) return lines.shift() ?? goodbye();
      const times = asked ? (timesAsked.get(asked) ?? 0) : 0;
      if (asked) timesAsked.set(asked, times + 1);
      if (times >= PATIENCE.lines) return goodbye();
      const answer = asked && times < PATIENCE.answers ? answers[asked] : null;
      return answer ?? lines.shift() ?? goodbye();
    },
  };
}
