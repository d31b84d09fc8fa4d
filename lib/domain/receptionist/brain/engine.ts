import { ANSWERS } from "./answers";
import { answeredEmail } from "./email-address";
import { type Facts, readFacts } from "./facts";
import { wantsOthers } from "./flows/booking";
import { offerMessage } from "./flows/ending";
import { foreignLanguage, offerInLanguage } from "./flows/languages";
import { answerQuestion, wantsToKnow } from "./flows/questions";
import { pickedSlot } from "./flows/slots";
import { type Heard, sentencesOf, understand } from "./heard";
import { Line } from "./lines";
import { firstName } from "./people";
import { askAgain } from "./prompts";
import { FIRST_RULES, firstOf, LAST_RULES } from "./rules";
import { SAY } from "./say";
import { asNoun, spokenMoment } from "./speech";
import { resumed } from "./state";
import type { Step, Turn } from "./turn";
import type { Asked, BrainReply, DialogState, JsonObject, LiveBrain, ToolAnswer, ToolUse } from "./types";

const MAX_UTTERANCE_CHARACTERS = 2_000;
const MAX_QUESTIONS_PER_TURN = 2;
/** Questions that are not asked again after another one was answered. */
const OPEN_ENDED: ReadonlySet<Asked> = new Set(["anything_else", "message_offer", "about_appointment"]);
const SILENCES_BEFORE_GOODBYE = 3;
const MISSES_BEFORE_HELP = 2;
const FILLER =
  /^(?:(?:great|ok|okay|hi|hello|hey|thanks|thank you|perfect|good|alright|all right|sure|oh|um+|uh+|well|so|and|also|cool|awesome|wonderful|got it|i see|good (?:morning|afternoon|evening)|there)[,.!? ]*)+$/;

export interface BrainInput {
  /** The voice vendor's dynamic variables (lib/domain/receptionist/facts.ts). */
  facts: Record<string, string>;
  callTool: (tool: string, args: JsonObject) => Promise<ToolAnswer>;
  now: () => Date;
  /** The state of a conversation that goes on. */
  state?: DialogState;
}

/** Whether a sentence is a question that stands beside what is being done. */
function isAside(turn: Turn): boolean {
  const { state, heard } = turn;
  const isChoosingTime = state.goal === "book" || state.goal === "reschedule";
  if (state.asked === "slot" && (pickedSlot(turn) || wantsOthers(heard.plain))) return false;
  if (state.asked === "proof_detail" && (heard.phone ?? heard.when?.date)) return false;
  if (state.asked === "which_appointment" || state.asked === "service") {
    if (heard.services.length > 0 && !heard.intents.has("price") && !heard.intents.has("duration"))
      return false;
  }
  return (
    wantsToKnow(heard, { isChoosingTime }) && !(state.goal === null && heard.when !== null && isFreeAt(heard))
  );
}

const isFreeAt = (heard: Heard): boolean =>
  /\b(?:free|available|availability|fit|squeeze)\b/.test(heard.plain);

/** What is done with a sentence that is no question: rules, the answer to what was asked, rules again. */
async function act(turn: Turn): Promise<Step | null> {
  const first = await firstOf(FIRST_RULES, turn);
  if (first) return first;
  const { asked } = turn.state;
  const answer = asked ? await ANSWERS[asked](turn) : null;
  return answer ?? firstOf(LAST_RULES, turn);
}

async function whenLost(turn: Turn): Promise<Step> {
  const { state } = turn;
  state.misses += 1;
  if (state.misses > MISSES_BEFORE_HELP) {
    state.misses = 0;
    return offerMessage(turn, "Please call back.", [SAY.notUnderstood(turn.facts)], "rule:lost");
  }
  const again = state.asked ? askAgain(turn, state.asked) : [SAY.howCanIHelp()];
  return { lines: [SAY.notCaught(), ...again], asked: state.asked, why: "rule:not-caught" };
}

function whenSilent(turn: Turn): Step {
  const { state } = turn;
  state.silences += 1;
  if (state.silences >= SILENCES_BEFORE_GOODBYE) {
    return { lines: [SAY.silentGoodbye()], asked: null, why: "rule:silence", hasEnded: true };
  }
  const again = state.asked ? askAgain(turn, state.asked) : [SAY.howCanIHelp()];
  const lead = state.silences === 1 ? SAY.stillThere() : SAY.cannotHear();
  return { lines: [lead, ...again], asked: state.asked, why: "rule:silence" };
}

/** The offer of more help, worded otherwise than the last time. */
const moreHelp = (state: DialogState): Line =>
  state.lastReply.endsWith(SAY.anythingElse().text) || state.lastReply === ""
    ? SAY.whatElse()
    : SAY.anythingElse();

/** A step whose reason may be several. */
type Spoken = Omit<Step, "why"> & { why: string };

/** One utterance: its questions are answered, then what is left is acted on, then an open question is asked again. */
async function respond(turnOf: (text: string) => Turn, utterance: string): Promise<Spoken> {
  const whole = turnOf(utterance);
  const { state } = whole;
  if (!/[\p{L}\p{N}]/u.test(utterance)) return whenSilent(whole);
  state.silences = 0;
  const language = foreignLanguage(whole);
  if (language && state.asked !== "language_offer" && state.asked !== "language_phone") {
    return offerInLanguage(whole, language);
  }
  if (state.asked === "language_offer" || state.asked === "language_phone") {
    const step = await ANSWERS[state.asked](whole);
    if (step) return step;
  }
  // An address is nothing else, whatever words it is made of.
  if (state.asked === "email" && answeredEmail(utterance)) {
    return (await ANSWERS.email(whole)) ?? whenLost(whole);
  }
  if (state.asked === "message_text" || state.asked === "lead_reason") {
    return (await act(whole)) ?? whenLost(whole);
  }
  const sentences = sentencesOf(utterance);
  const isMoving = whole.heard.intents.has("reschedule");
  const asides = sentences
    .filter((sentence) => {
      const turn = turnOf(sentence);
      const isNewTime = isMoving && turn.heard.when !== null && !turn.heard.intents.has("hours");
      return !isNewTime && isAside(turn);
    })
    .slice(0, MAX_QUESTIONS_PER_TURN);
  const rest = sentences.filter((sentence) => !asides.includes(sentence)).join(", ");
  const lines: Line[] = [];
  const whys: string[] = [];
  let last: Step | null = null;
  for (const sentence of asides) {
    last = await answerQuestion(turnOf(sentence));
    whys.push(last.why);
    lines.push(
      ...last.lines.filter((line) => sentence === asides.at(-1) || line.text !== SAY.offerMessage().text),
    );
  }
  const hasMore = rest !== "" && !(last && FILLER.test(rest.toLowerCase()));
  const main = hasMore ? await act(turnOf(rest)) : null;
  if (main) {
    state.misses = 0;
    return { ...main, lines: [...lines, ...main.lines], why: [...whys, main.why].join("; ") };
  }
  if (last) {
    state.misses = 0;
    const why = whys.join("; ");
    if (last.asked) return { ...last, lines, why };
    const again = state.asked && !OPEN_ENDED.has(state.asked);
    return again && state.asked
      ? { lines: [...lines, ...askAgain(whole, state.asked)], asked: state.asked, why }
      : { lines: [...lines, moreHelp(state)], asked: "anything_else", why };
  }
  return whenLost(whole);
}

/** The greeting of the business, or a word to a caller who has something coming up. */
function opening(facts: Facts): Step {
  const [next] = facts.upcoming;
  const greeting = facts.greeting ? Line.quote(facts.greeting) : SAY.greeting(facts.businessName);
  const hello = (): Line =>
    Line.quote(greeting.text.replace(/\s*(?:How|What) (?:can|may) (?:I|we) [^?]*\?\s*$/i, ""));
  if (facts.isMessageOnly)
    return { lines: [hello(), SAY.takingMessages()], asked: null, why: "rule:message-only" };
  if (!facts.callerName) return { lines: [greeting], asked: null, why: "rule:greeting" };
  if (!next) {
    return facts.lastVisit
      ? {
          lines: [hello(), SAY.welcomeAgain(firstName(facts.callerName))],
          asked: null,
          why: "rule:greeting-again",
        }
      : { lines: [greeting], asked: null, why: "rule:greeting" };
  }
  const about = SAY.welcomeBack(
    firstName(facts.callerName),
    next.service ? asNoun(next.service) : "appointment",
    spokenMoment(next.startsAt, facts.timeZone),
  );
  return { lines: [hello(), about], asked: "about_appointment", why: "rule:greeting-returning" };
}

/**
 * The built-in receptionist of one conversation: deterministic, without network or database. It knows the facts it
 * is given and what its tools answer, and claims no act without the receipt of that act.
 */
export function createBrain(input: BrainInput): LiveBrain {
  let state: DialogState = resumed(input.state);

  async function reply(work: (turnOf: (text: string) => Turn) => Promise<Spoken>): Promise<BrainReply> {
    const toolCalls: ToolUse[] = [];
    const facts = readFacts(input.facts, input.now());
    const use = async (tool: string, args: JsonObject): Promise<ToolAnswer> => {
      const answer = await input.callTool(tool, args).catch(
        (error: unknown): ToolAnswer => ({
          ok: false,
          error: error instanceof Error ? error.message : String(error),
        }),
      );
      toolCalls.push({ tool, arguments: args, answer });
      return answer;
    };
    const draft = structuredClone(state);
    const turnOf = (text: string): Turn => ({
      state: draft,
      facts,
      heard: understand(text, draft, facts),
      use,
    });
    const step = await work(turnOf).catch(
      (error: unknown): Spoken => ({
        lines: [SAY.notCaught()],
        asked: state.asked,
        why: `error:${error instanceof Error ? error.message.slice(0, 80) : "unknown"}`,
      }),
    );
    draft.asked = step.asked;
    draft.hasEnded ||= step.hasEnded ?? false;
    draft.lastReply = step.lines
      .map((line) => line.text)
      .filter(Boolean)
      .join(" ");
    state = draft;
    return { text: draft.lastReply, toolCalls, hasEnded: draft.hasEnded, why: step.why };
  }

  return {
    get state() {
      return state;
    },
    told: (context) =>
      reply(async (turnOf) => {
        const { state } = turnOf("");
        if (!/cannot be put through/i.test(context) || state.hasEnded)
          return { lines: [], asked: state.asked, why: "rule:told" };
        state.message = "Asked for a person, and nobody could come to the phone.";
        return {
          lines: [SAY.nobodyFree(), SAY.offerMessage()],
          asked: "message_offer",
          why: "rule:nobody-came",
        };
      }),
    open: () => reply(async (turnOf) => opening(turnOf("").facts)),
    hear: (utterance) =>
      reply(async (turnOf) => {
        const text = utterance.slice(0, MAX_UTTERANCE_CHARACTERS);
        if (!state.hasEnded) return respond(turnOf, text);
        return { lines: [SAY.goodbye(null)], asked: null, why: "rule:ended", hasEnded: true };
      }),
  };
}
