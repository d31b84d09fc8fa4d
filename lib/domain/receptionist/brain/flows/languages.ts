import { CLAIM } from "../claim";
import { digitsIn, LANGUAGES, type LanguageCode, languageOf } from "../languages";
import { hasReceipt, Line } from "../lines";
import type { Step, Turn } from "../turn";
import type { Asked } from "../types";
import { askForPerson } from "./messages";

/** Names, addresses and messages may be of any language. */
const FREE_TEXT: ReadonlySet<Asked> = new Set<Asked>([
  "name",
  "name_check",
  "attendee_name",
  "proof_name",
  "email",
  "email_check",
  "message_text",
  "lead_reason",
]);
const YES_PLEASE = /^(?:yes|yeah|ok|okay|sure)(?:,? please)?[.! ]*$/;
const NO_THANKS = /^no(?:,? (?:thanks|thank you))?[.! ]*$/;
const SHORTEST_NUMBER_DIGITS = 7;

/** The language that an English-speaking receptionist is spoken to in; null for English. */
export function foreignLanguage(turn: Turn): LanguageCode | null {
  const { heard, facts, state } = turn;
  const isEnglish = /^(?:en\b|$)/i.test(facts.language);
  if (!isEnglish || (state.asked && FREE_TEXT.has(state.asked))) return null;
  return languageOf(heard.plain);
}

/** Says in the caller's language that it speaks English, and offers a call back by a person. */
export async function offerInLanguage(turn: Turn, code: LanguageCode): Promise<Step> {
  const language = LANGUAGES[code];
  turn.state.language = code;
  if (language.emergency.test(turn.heard.plain)) {
    const lead = [Line.plain(language.callEmergency)];
    return askForPerson(turn, lead, `Emergency, in ${language.name}: ${turn.heard.text}`);
  }
  return { lines: [Line.plain(language.offer)], asked: "language_offer", why: "rule:language" };
}

async function noteCallBack(turn: Turn, code: LanguageCode): Promise<Step> {
  const { caller } = turn.state;
  const { name, taken, failed } = LANGUAGES[code];
  const answer = await turn.use("take_message", {
    message: `Speaks ${name} and would like to be called back by someone who does.`,
    ...(caller.name ? { name: caller.name } : {}),
    ...(caller.phone ? { phone: caller.phone } : {}),
  });
  if (!answer.ok || !answer.receipt || !hasReceipt(answer, ["task"])) {
    return { lines: [Line.plain(failed)], asked: null, why: "rule:message-failed", hasEnded: true };
  }
  return {
    lines: [CLAIM.callBackNotedIn(answer, taken)],
    asked: null,
    why: `receipt:task:${answer.receipt.id}`,
    hasEnded: true,
  };
}

/** The answer to the offer of a call back, in the caller's language or in English. */
export async function answerLanguageOffer(turn: Turn): Promise<Step | null> {
  const { heard, state, facts } = turn;
  const code = state.language;
  if (!code) return null;
  const language = LANGUAGES[code];
  if (language.no.test(heard.plain) || NO_THANKS.test(heard.plain)) {
    return { lines: [Line.plain(language.goodbye)], asked: null, why: "rule:goodbye", hasEnded: true };
  }
  if (!language.yes.test(heard.plain) && !YES_PLEASE.test(heard.plain)) {
    if (languageOf(heard.plain) !== code) return null;
    return { lines: [Line.plain(language.offer)], asked: "language_offer", why: "rule:language" };
  }
  if (facts.callerNumber || state.caller.phone) return noteCallBack(turn, code);
  return { lines: [Line.plain(language.askPhone)], asked: "language_phone", why: "rule:ask-phone" };
}

/** The number to call back, read out in the caller's language. */
export async function answerLanguagePhone(turn: Turn): Promise<Step | null> {
  const { heard, state } = turn;
  if (!state.language) return null;
  const phone = heard.phone ?? digitsIn(heard.plain, state.language);
  if (phone.length < SHORTEST_NUMBER_DIGITS) return null;
  state.caller.phone = phone;
  return noteCallBack(turn, state.language);
}
