import type { Expectation, ScenarioInput } from "@/lib/domain/scenarios";
import { clockAt } from "@/lib/ui/format";

type Kind = Expectation["kind"];
type Wanted = ScenarioInput["expectations"][number];

/** What may have to come of a call, as an owner ticks it. */
export const OUTCOMES: Partial<Record<Kind, string>> = {
  books: "books an appointment",
  reschedules: "moves the appointment",
  cancels: "cancels the appointment",
  captures_lead: "notes the caller as a lead",
  takes_message: "takes a message",
  transfers: "puts the caller through",
  arranges_callback: "arranges a call back",
  reaches_person: "does one of these two",
  ends: "brings the call to its end",
};

/** A scenario while it is edited. */
export interface ScenarioValues extends Record<string, unknown> {
  name: string;
  goal: string;
  persona: { name: string; phone: string };
  opening: string;
  /** One a line. */
  lines: string;
  answers: { service: string; when: string; message: string };
  outcomes: string[];
  /** One a line. */
  says: string;
  doesNotSay: string;
  day: string;
  time: string;
}

const linesOf = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

const wordingsOf = (expectations: readonly Wanted[], kind: "says" | "does_not_say"): string =>
  expectations.flatMap((one) => (one.kind === kind ? [one.text] : [])).join("\n");

/** A scenario as the form shows it. `timeZone`: IANA, of the business. */
export function valuesOf(scenario: ScenarioInput, timeZone: string): ScenarioValues {
  const clock = clockAt(new Date(scenario.at), timeZone);
  return {
    name: scenario.name,
    goal: scenario.goal ?? "",
    persona: { name: scenario.persona.name, phone: scenario.persona.phone ?? "" },
    opening: scenario.opening,
    lines: (scenario.lines ?? []).join("\n"),
    answers: {
      service: scenario.answers?.service ?? "",
      when: scenario.answers?.when ?? "",
      message: scenario.answers?.message ?? "",
    },
    outcomes: scenario.expectations.map(({ kind }) => kind).filter((kind) => kind in OUTCOMES),
    says: wordingsOf(scenario.expectations, "says"),
    doesNotSay: wordingsOf(scenario.expectations, "does_not_say"),
    day: clock.slice(0, 10),
    time: clock.slice(11, 16),
  };
}

/** What is ticked and written, with what else was known of each: a booking's day, how a wording is matched. */
function expectationsOf(values: ScenarioValues, known: readonly Wanted[]): Wanted[] {
  const outcomes = Object.keys(OUTCOMES).flatMap((kind): Wanted[] => {
    if (!values.outcomes.includes(kind)) return [];
    const before = known.filter((one) => one.kind === kind);
    return before.length > 0 ? before : freshOutcome(kind);
  });
  const wordings = (kind: "says" | "does_not_say", text: string) =>
    linesOf(text).map(
      (line): Wanted =>
        known.find((one) => one.kind === kind && one.text === line) ?? { kind, text: line, match: "topic" },
    );
  return [
    ...outcomes,
    ...wordings("says", values.says),
    ...wordings("does_not_say", values.doesNotSay),
    ...known.filter((one) => one.kind === "does_not_use"),
  ];
}

function freshOutcome(kind: string): Wanted[] {
  switch (kind) {
    case "books":
    case "reschedules":
    case "cancels":
    case "captures_lead":
    case "takes_message":
    case "transfers":
    case "arranges_callback":
    case "reaches_person":
    case "ends":
      return [{ kind }];
    default:
      return [];
  }
}

/** The scenario as it is saved: what the form shows, and what it does not show as it was. */
export function scenarioOf(values: ScenarioValues, before: ScenarioInput): Omit<ScenarioInput, "at"> {
  const { service, when, message } = values.answers;
  return {
    ...before,
    name: values.name,
    goal: values.goal,
    persona: {
      ...before.persona,
      name: values.persona.name,
      phone: values.persona.phone.replace(/[^\d+]/g, "") || null,
    },
    opening: values.opening,
    lines: linesOf(values.lines),
    answers: {
      ...before.answers,
      service: service.trim() || null,
      when: when.trim() || null,
      message: message.trim() || null,
    },
    expectations: expectationsOf(values, before.expectations),
  };
}

/** An empty scenario that rings at some moment. */
export const emptyScenario = (at: string): ScenarioInput => ({
  name: "",
  goal: "",
  persona: { name: "" },
  opening: "",
  lines: [],
  at,
  expectations: [{ kind: "ends" }],
});
