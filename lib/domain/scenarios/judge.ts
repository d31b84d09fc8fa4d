import { z } from "zod";
import { coverage, stemOf, termsOf } from "@/lib/domain/knowledge";
import { dayIn, timeIn } from "@/lib/domain/receptionist";
import type { Expectation, Rehearsal, RehearsedTool, RehearsedTurn, Verdict } from "./schema";

type Wording = Extract<Expectation, { kind: "says" | "does_not_say" }>;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[‘’]/g, "'")
    .replace(/[^\p{L}\p{N}']+/gu, " ")
    .trim();

/** Whether a reply holds a wording: these words, or all of what they are about. */
export function holds(reply: string, { text, match }: Pick<Wording, "text" | "match">): boolean {
  if (match === "phrase") return ` ${plain(reply)} `.includes(` ${plain(text)} `);
  const terms = termsOf(text);
  const said = new Set(plain(reply).split(" ").map(stemOf));
  return terms.length > 0 && coverage(terms, (stem) => said.has(stem)) > 0.999;
}

const booked = z.object({ starts_at: z.string(), service: z.string().nullish() });

/** Whether a tool's answer names the wished service, day and time; what is not wished for is not looked at. */
function fits(
  { result }: RehearsedTool,
  wish: { service?: string | null; date: string | null; time: string | null },
  timeZone: string,
): boolean {
  const read = booked.safeParse(result);
  if (!read.success) return false;
  const startsAt = new Date(read.data.starts_at);
  const isService = !wish.service || plain(read.data.service ?? "") === plain(wish.service);
  const isDay = !wish.date || wish.date === dayIn(startsAt, timeZone);
  return isService && isDay && (!wish.time || wish.time === timeIn(startsAt, timeZone));
}

type Test = (turn: RehearsedTurn) => boolean;

const did =
  (tool: string, receipt: string, more: (used: RehearsedTool) => boolean = () => true): Test =>
  (turn) =>
    turn.tools.some((used) => used.tool === tool && used.receipt === receipt && more(used));

/** What has to happen in some turn, or must not in any; null where the end of the call decides. */
function testOf(expectation: Expectation, timeZone: string): { isMeant: boolean; test: Test } | null {
  const must = (test: Test) => ({ isMeant: true, test });
  const mustNot = (test: Test) => ({ isMeant: false, test });
  switch (expectation.kind) {
    case "books":
      return must(did("book_appointment", "appointment", (used) => fits(used, expectation, timeZone)));
    case "reschedules":
      return must(did("reschedule_appointment", "appointment", (used) => fits(used, expectation, timeZone)));
    case "cancels":
      return must(did("cancel_appointment", "appointment"));
    case "captures_lead":
      return must(
        (turn) => did("capture_lead", "lead")(turn) || did("book_appointment", "appointment")(turn),
      );
    case "takes_message":
      return must(did("take_message", "task"));
    case "transfers":
      return must(did("transfer_to_human", "transfer"));
    case "arranges_callback":
      return must(did("transfer_to_human", "task"));
    case "reaches_person":
      return must(
        (turn) => did("transfer_to_human", "transfer")(turn) || did("transfer_to_human", "task")(turn),
      );
    case "says":
      return must((turn) => holds(turn.text, expectation));
    case "does_not_say":
      return mustNot((turn) => holds(turn.text, expectation));
    case "does_not_use":
      return mustNot((turn) => turn.tools.some(({ tool }) => tool === expectation.tool));
    case "ends":
      return null;
  }
}

const atTime = ({ date, time }: { date: string | null; time: string | null }): string =>
  `${date ? ` on ${date}` : ""}${time ? ` at ${time}` : ""}`;

/** An expectation in words. */
export function expectationText(expectation: Expectation): string {
  switch (expectation.kind) {
    case "books":
      return `books ${expectation.service ?? "an appointment"}${atTime(expectation)}`;
    case "reschedules":
      return `moves the appointment${atTime(expectation)}`;
    case "cancels":
      return "cancels the appointment";
    case "captures_lead":
      return "notes the caller as a lead";
    case "takes_message":
      return "takes a message";
    case "transfers":
      return "puts the caller through to a person";
    case "arranges_callback":
      return "arranges a call back";
    case "reaches_person":
      return "puts the caller through to a person, or arranges a call back";
    case "says":
    case "does_not_say": {
      const verb = expectation.kind === "says" ? "says" : "does not say";
      return expectation.match === "phrase"
        ? `${verb} “${expectation.text}”`
        : `${verb} something about “${expectation.text}”`;
    }
    case "does_not_use":
      return `does not use ${expectation.tool.replaceAll("_", " ")}`;
    case "ends":
      return "brings the call to its end";
  }
}

/** What became of an expectation in a rehearsed call, and in which turn that was decided. */
export function judge(expectation: Expectation, { turns, hasEnded, timeZone }: Rehearsal): Verdict {
  const text = expectationText(expectation);
  const decided = testOf(expectation, timeZone);
  if (!decided) return { expectation, text, isMet: hasEnded, turn: hasEnded ? turns.length - 1 : null };
  const found = turns.findIndex((turn) => turn.speaker === "receptionist" && decided.test(turn));
  return {
    expectation,
    text,
    isMet: found >= 0 === decided.isMeant,
    turn: found >= 0 ? found : null,
  };
}
