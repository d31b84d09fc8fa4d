import { readWhen } from "./dates";
import { emailIn } from "./email-address";
import type { Facts, ServiceFact } from "./facts";
import { type Intent, intentsOf, isQuestion, saysNo, saysYes } from "./intents";
import { matchServices } from "./match-service";
import { attendeeIn, introducedName } from "./people";
import { readSpelling } from "./spelling";
import { spokenDigits } from "./spoken-numbers";
import type { Asked, Attendee, DialogState, When } from "./types";

/** What was understood of one thing the caller said. */
export interface Heard {
  /** As it was said. */
  text: string;
  /** Lower case, straight quotes, single spaces. */
  plain: string;
  intents: Set<Intent>;
  isYes: boolean;
  isNo: boolean;
  isQuestion: boolean;
  when: When | null;
  /** One: it was named. Several: it could be any of them. */
  services: ServiceFact[];
  name: string | null;
  /** Words that were spelled letter by letter. */
  spelled: string[];
  attendee: Attendee | null;
  email: string | null;
  /** Digits of a whole phone number. */
  phone: string | null;
  /** Every run of digits, also part of a number. */
  digits: string;
}

const ASKS_FOR_TIME: ReadonlySet<Asked> = new Set(["when", "slot", "book_confirm", "move_confirm"]);
const ASKS_FOR_DIGITS: ReadonlySet<Asked> = new Set(["phone", "phone_confirm", "phone_check"]);

export const plainText = (text: string): string =>
  text.toLowerCase().replace(/[’`‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").trim();

/** Reads one utterance, or one sentence of it, in the light of what was asked. */
export function understand(text: string, state: DialogState, facts: Facts): Heard {
  const plain = plainText(text);
  const { digits } = spokenDigits(plain);
  const isPhone = digits.replace("+", "").length >= 7;
  const expectsDigits = state.asked !== null && ASKS_FOR_DIGITS.has(state.asked);
  const when =
    isPhone || (expectsDigits && digits !== "")
      ? null
      : readWhen(plain, {
          now: facts.now,
          timeZone: facts.timeZone,
          expectsTime: state.asked !== null && ASKS_FOR_TIME.has(state.asked),
        });
  return {
    text: text.trim(),
    plain,
    intents: intentsOf(plain),
    isYes: saysYes(plain),
    isNo: saysNo(plain),
    isQuestion: isQuestion(plain),
    when,
    services: matchServices(plain, facts.services),
    name: introducedName(text),
    spelled: readSpelling(text).words,
    attendee: attendeeIn(text),
    email: emailIn(text),
    phone: isPhone ? digits : null,
    digits,
  };
}

/** Where one sentence ends and another begins: punctuation, or "and" before a question or a wish. */
const SEAMS =
  /(?<=[.?!])(?<!\b(?:dr|mr|mrs|ms|st|prof|[ap]\.?m)\.)\s+|[,;]?\s+(?:and|also|but|plus)\s+(?=(?:also |by the way )?(?:do|does|is|are|can|could|would|what|where|when|which|how|i'd|i would|i need|i want|can i|could i|would like|i'd like|book|schedule|cancel)\b)|,\s+(?=(?:and |but )?(?:do you|is there|are you|what|where|when|how|can i|could i|i'd like|i need|i want)\b)/i;

/** The sentences of an utterance. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(SEAMS)
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
