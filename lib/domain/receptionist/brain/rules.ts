import { absorb, advance, bookSameAgain, startBooking } from "./flows/booking";
import { startChange } from "./flows/changes";
import { finishGoal, sayGoodbye } from "./flows/ending";
import { askForPerson, startMessage } from "./flows/messages";
import type { Intent } from "./intents";
import type { Line } from "./lines";
import { askAgain } from "./prompts";
import { SAY } from "./say";
import type { Step, Turn } from "./turn";
import type { Asked } from "./types";
import type { RuleName, Why } from "./why";

/** A step that leaves its reason to the name of its rule. */
type RuleStep = Omit<Step, "why"> & { why?: Why };

interface Rule {
  name: RuleName;
  applies(turn: Turn): boolean;
  run(turn: Turn): Promise<Step> | RuleStep;
}

const OPEN_QUESTIONS: ReadonlySet<Asked> = new Set(["anything_else", "about_appointment", "message_offer"]);
/** Questions about the caller, in whose place they may change what they wish for. */
const ABOUT_THE_CALLER: ReadonlySet<Asked> = new Set([
  "name",
  "name_check",
  "attendee_name",
  "phone_confirm",
  "phone",
  "phone_check",
]);
const CHANGES_MIND = /\b(?:actually|instead|rather|no|change|make it|wait)\b/;
const wants =
  (intent: Intent) =>
  (turn: Turn): boolean =>
    turn.heard.intents.has(intent);
const GOALS: Intent[] = ["book", "reschedule", "cancel", "message", "lead", "human"];
const hasGoal = (turn: Turn): boolean => GOALS.some((intent) => turn.heard.intents.has(intent));
const isConfirming = (turn: Turn): boolean =>
  turn.state.asked === "book_confirm" ||
  turn.state.asked === "move_confirm" ||
  turn.state.asked === "cancel_confirm";

/** The open question again, or an offer of more help. */
const backToIt = (turn: Turn): Line[] =>
  turn.state.asked ? askAgain(turn, turn.state.asked) : [SAY.howCanIHelp()];

/** A caller who is abusive is asked once to be polite, then the call ends. */
function answerAbuse(turn: Turn): RuleStep {
  turn.state.warnings += 1;
  if (turn.state.warnings > 1) return { lines: [SAY.rudeGoodbye()], asked: null, hasEnded: true };
  return { lines: [SAY.keepPolite(), ...backToIt(turn)], asked: turn.state.asked };
}

/** Rules that come before any answer to an open question. The first that applies is taken. */
export const FIRST_RULES: Rule[] = [
  {
    name: "emergency",
    applies: wants("emergency"),
    run: (turn) => askForPerson(turn, [SAY.emergency()], `Emergency: ${turn.heard.text}`),
  },
  { name: "abuse", applies: wants("abuse"), run: answerAbuse },
  {
    name: "wrong-number",
    applies: wants("wrong_number"),
    run: (turn) => ({
      lines: [SAY.wrongNumber(turn.facts.businessName)],
      asked: null,
      hasEnded: true,
    }),
  },
  {
    name: "sales",
    applies: wants("sales"),
    run: () => ({ lines: [SAY.noSales()], asked: null, hasEnded: true }),
  },
  {
    name: "repeat",
    applies: (turn) => wants("repeat")(turn) && turn.state.lastReply !== "",
    run: (turn) => ({
      lines: turn.state.asked ? askAgain(turn, turn.state.asked) : [SAY.howCanIHelp()],
      asked: turn.state.asked,
    }),
  },
  {
    name: "identity",
    applies: wants("identity"),
    run: (turn) => ({
      lines: [SAY.identity(turn.facts.businessName, turn.facts), ...backToIt(turn)],
      asked: turn.state.asked,
    }),
  },
  {
    name: "person",
    applies: wants("human"),
    run: (turn) => askForPerson(turn, [], turn.heard.text),
  },
  {
    name: "goodbye",
    applies: (turn) => wants("goodbye")(turn) && !hasGoal(turn) && !(isConfirming(turn) && turn.heard.isYes),
    run: (turn) => sayGoodbye(turn, "rule:goodbye"),
  },
  {
    name: "never-mind",
    applies: (turn) => wants("never_mind")(turn) && !hasGoal(turn),
    run: (turn) => {
      finishGoal(turn);
      return { lines: [SAY.noProblem(), SAY.anythingElse()], asked: "anything_else" };
    },
  },
  {
    name: "other-wish",
    applies: ({ state, heard }) =>
      state.goal === "book" &&
      state.asked !== null &&
      ABOUT_THE_CALLER.has(state.asked) &&
      heard.spelled.length === 0 &&
      (heard.when !== null || (heard.services.length === 1 && CHANGES_MIND.test(heard.plain))),
    run: (turn) => {
      absorb(turn);
      return advance(turn, []);
    },
  },
  {
    name: "for-someone",
    applies: ({ state, heard }) =>
      state.goal === "book" && heard.attendee !== null && state.request.chosen !== null,
    run: (turn) => {
      absorb(turn);
      return advance(turn, [SAY.allRight()]);
    },
  },
  {
    name: "same-again",
    applies: (turn) => wants("same_again")(turn) && (turn.state.goal === null || turn.state.goal === "book"),
    run: (turn) => bookSameAgain(turn),
  },
  {
    name: "switch-to-cancel",
    applies: (turn) => wants("cancel")(turn) && turn.state.asked !== "cancel_confirm",
    run: (turn) => startChange(turn, "cancel"),
  },
  {
    name: "switch-to-reschedule",
    applies: (turn) => wants("reschedule")(turn) && turn.state.goal !== "reschedule",
    run: (turn) => startChange(turn, "reschedule"),
  },
  {
    name: "switch-to-message",
    applies: (turn) =>
      wants("message")(turn) && turn.state.goal !== "message" && turn.state.asked !== "message_offer",
    run: (turn) => startMessage(turn, "message"),
  },
  {
    name: "switch-to-details",
    applies: (turn) =>
      wants("lead")(turn) &&
      !wants("book")(turn) &&
      (turn.state.goal === null || turn.state.asked === "when"),
    run: (turn) => startMessage(turn, "lead"),
  },
];

/** Rules for what is no answer to an open question. */
export const LAST_RULES: Rule[] = [
  {
    name: "wait",
    applies: wants("wait"),
    run: (turn) => ({ lines: [SAY.takeYourTime()], asked: turn.state.asked }),
  },
  {
    name: "book",
    applies: (turn) => wants("book")(turn) && turn.state.goal !== "book",
    run: (turn) => startBooking(turn),
  },
  {
    name: "time-or-service-named",
    applies: (turn) =>
      turn.state.goal === null &&
      (turn.heard.services.length > 0 || turn.heard.when !== null) &&
      (turn.state.asked === null || OPEN_QUESTIONS.has(turn.state.asked)),
    run: (turn) => startBooking(turn),
  },
  {
    name: "thanks",
    applies: (turn) => wants("thanks")(turn) && turn.state.goal === null,
    run: () => ({ lines: [SAY.youreWelcome(), SAY.anythingElse()], asked: "anything_else" }),
  },
  {
    name: "greeting",
    applies: (turn) => wants("greeting")(turn) && turn.heard.text.split(" ").length <= 5,
    run: (turn) => ({
      lines: turn.state.asked ? backToIt(turn) : [SAY.hello()],
      asked: turn.state.asked,
    }),
  },
];

/** Takes the first rule that applies; its name is why. */
export async function firstOf(rules: readonly Rule[], turn: Turn): Promise<Step | null> {
  const rule = rules.find(({ applies }) => applies(turn));
  if (!rule) return null;
  return { why: `rule:${rule.name}`, ...(await rule.run(turn)) };
}
