import { plainText } from "../brain/heard";
import { claimsAnAct } from "../brain/lines";
import type { ToolUse } from "../brain/types";
import type { Known } from "./known";
import { did, hasAppointment, hasBooked, hasCancelled, hasMoved, isMailed, isPassedOn } from "./proofs";
import { MESSAGE_TO_CALLER, SIGNS } from "./signs";

/** Something that a sentence can say was done, and what proves it. */
export interface Act {
  name: string;
  /** The participles that tell of it. */
  done: string;
  proof(known: Known): boolean;
}

const ACTS: readonly Act[] = [
  {
    name: "booked",
    done: "booked|scheduled|reserved|confirmed|secured|arranged|pencil+ed (?:you )?in|locked in|slotted (?:you )?in|signed up|put in|down for|finali[sz]ed",
    proof: hasBooked,
  },
  {
    name: "moved",
    done: "moved|rescheduled|changed|switched|shifted|pushed|swapped|updated|corrected|postponed",
    proof: hasMoved,
  },
  { name: "cancelled", done: "cancell?ed|called off|removed|deleted|withdrawn", proof: hasCancelled },
  {
    name: "held",
    done: "held|holding|set aside|blocked",
    proof: (known) => did(known, ["hold_slot"], ["hold"]) || hasBooked(known),
  },
  {
    name: "transferred",
    done: "transferred|transferring|connected|connecting|putting you through|put (?:you )?through|patch(?:ed|ing)|handed (?:you )?over|handing you over",
    proof: (known) => did(known, ["transfer_to_human"], ["transfer"]),
  },
  {
    name: "passed on",
    done: "passed|forwarded|relayed|noted|recorded|logged|saved|taken (?:it |that )?down|written (?:it |that )?down|told|informed|notified|alerted|added|submitted|registered|flagged|asked the team|let (?:the team|them) know|left (?:a|your) message",
    proof: (known) => isPassedOn(known) || hasBooked(known),
  },
  {
    name: "sent",
    done: "sent|e-?mailed|texted|mailed|messaged|delivered",
    proof: (known) => isMailed(known) || isPassedOn(known),
  },
  {
    name: "done",
    done: "all set|all done|all sorted|taken care of|sorted(?: out)?|handled|good to go|completed?|processed|gone through|done",
    proof: (known) => hasBooked(known) || hasCancelled(known) || hasMoved(known) || isPassedOn(known),
  },
];

const ADVERB =
  "(?: (?:now|all|already|just|successfully|officially|also|both|safely|been|gone (?:ahead )?and|went (?:ahead )?and|fully))*";
const OPENER =
  "^(?:(?:and|so|great|perfect|okay|ok|alright|all right|good news|yes|yep|sure|wonderful|there|now|then|also|successfully|that's|it's|consider it|consider that|consider yourself|got you|got that|you got|everything's|everything is)[ ,!]*)*";
/** Words right before a claim that make it none. */
const OPEN_CASE =
  "(?<!\\b(?:if|once|when|until|till|unless|whether|before|after|as soon as|not|never|isn't|wasn't) )";

/** The ways in which a participle becomes a claim. `D`: the participles. */
const SHAPES = [
  // I have booked, we booked, I'm transferring, I went ahead and cancelled.
  `${OPEN_CASE}\\b(?:i|we)(?:'ve| have|'m| am|'re| are| did| was able to|'ve gotten|'ve got)?${ADVERB}(?: (?:you|your \\w+|that|it|them|the \\w+))?${ADVERB} (?:D)\\b`,
  // You're booked, you have been transferred.
  `${OPEN_CASE}\\byou(?:'re| are|'ve been| have been| got|'ve got)${ADVERB} (?:D)\\b`,
  // It is booked, your visit has been moved, the message was sent, everything's set.
  `(?<!\\b(?:nothing|none) )\\b(?:is|are|was|were|has been|have been|got|gets|went|has)${ADVERB} (?:D)\\b(?! (?:on|by|for) (?:mondays|tuesdays|request|default))`,
  `${OPEN_CASE}\\b(?:it|that|this|everything|all|appointment|booking|visit|slot|time|message|request|call|transfer|spot)'s${ADVERB} (?:D)\\b`,
  // Booked! Done. All set.
  `${OPENER}(?:D)\\b`,
];

/** "once it's booked": what is not so yet. */
const CASE =
  "^(?:and |so )?(?:if|once|when|until|till|unless|whether|before|after|as soon as) (?:it|that|this|you|we|i|your \\w+|the \\w+)(?:'s|'re|'ve| is| are| has| have)?(?: been)? (?:D)$";
const patternsOf = (done: string): RegExp[] => SHAPES.map((shape) => new RegExp(shape.replaceAll("D", done)));
const CLAIMS = ACTS.map((act) => ({
  ...act,
  patterns: patternsOf(act.done),
  openCase: new RegExp(CASE.replaceAll("D", act.done)),
}));

/** "After we book it, …": what follows is not promised yet. */
const NOT_YET =
  /^(?:and )?(?:once|after|when|if|as soon as) (?:(?:we|i|you) (?:book|confirm|move|change|cancel|finish)|(?:it|that)(?:'s| is) (?:booked|confirmed|done))\b/;

const ASKS =
  /^(?:(?:and|so|or|okay|ok|great|perfect|sure|thanks|thank you)[ ,]+)*(?:shall|should|would|do|does|did|can|could|may|is|are|what|when|which|who|how|where|why|have|has)\b/;
const PARTS = /[,;:—–]|\s-\s|\b(?:but|because)\b/;

/** Existing appointments may be spoken of without a receipt: "you're booked for Tuesday", from the facts. */
const SPEAKS_OF_THEIRS = /\byou(?:'re| are)\b|\byour\b|\bit(?:'s| is)\b|\bi see\b/;

/** "Cleanings are done by Dr. Chen": what is done as a rule, of things in general and nobody's. */
const HABIT =
  /^(?:(?:yes|all|most|our|usually|normally|generally)[ ,]+)*(?!details|notes|messages|things|changes|arrangements)[a-z-]{3,}(?:s|ies) are (?:usually |normally |always |only |all )*(?!now|already|just)[a-z]+\b/;
const OF_SOMEBODY = /\b(?:you|your|yours|it|that|now|already|just)\b/;
const LEAD_IN = /^(?:(?:yes|no|well|so|sure|of course|certainly|and)[ ,]+)*/;
const sentence = (text: string): string =>
  text
    .replace(LEAD_IN, "")
    .replace(/[.!]+$/, "")
    .trim();

/** Whether words are what the business itself answered, whole and word for word, or say how things are done there. */
const isGeneral = (text: string, { answers }: Known): boolean =>
  (HABIT.test(text) && !OF_SOMEBODY.test(text)) ||
  answers.some((answer) => answer.split(/(?<=[.!?])\s+/).some((one) => sentence(one) === sentence(text)));

/** The acts that a sentence says were done, by name, and whether each is proven. */
export function actsIn(words: string, known: Known): { name: string; isProven: boolean }[] {
  const whole = plainText(words);
  if (isGeneral(whole, known)) return [];
  const text = whole.replace(NOT_YET, " ").trim();
  const isQuestion = text.endsWith("?");
  const found = new Map<string, boolean>();
  const note = (name: string, isProven: boolean): void => {
    found.set(name, (found.get(name) ?? true) && isProven);
  };
  const isOpenCase = (part: string): boolean => CLAIMS.some(({ openCase }) => openCase.test(part));
  const parts = text
    .split(PARTS)
    .map((piece) => piece.trim())
    .filter((part) => !isOpenCase(part));
  for (const part of parts) {
    // A question asks whether or what; one that only ends like a question still claims.
    if (isQuestion && ASKS.test(part) && text.endsWith(part)) continue;
    for (const { name, patterns, proof } of CLAIMS) {
      if (!patterns.some((pattern) => pattern.test(part))) continue;
      const isTheirs =
        name === "booked" && SPEAKS_OF_THEIRS.test(part) && !/\b(?:i|we)(?:'ve| have)\b/.test(part);
      note(name, proof(known) || (isTheirs && known.upcoming.length > 0));
    }
  }
  const isPlainQuestion = isQuestion && ASKS.test(text);
  for (const { name, pattern, proof } of SIGNS) {
    const isOpenYet = name === MESSAGE_TO_CALLER && NOT_YET.test(whole);
    if (!isPlainQuestion && !isOpenYet && pattern.test(text)) note(name, proof(known));
  }
  if (claimsAnAct(parts.join(", ")) && found.size === 0) {
    const isAct = ({ tool, answer }: ToolUse): boolean =>
      tool !== "hold_slot" && answer.ok && answer.receipt !== null;
    note("an act", known.uses.some(isAct));
  }
  return [...found].map(([name, isProven]) => ({ name, isProven }));
}

const ASKS_WHETHER =
  /\b(?:did (?:you|it|that)|have you|has it|is (?:it|that|my|everything)|am i|are we|was (?:it|that|my)|so (?:i'm|it's|that's)|confirm|tell me|say)\b/;
const ASKED_ACT: Record<string, RegExp> = {
  booked: /\b(?:book(?:ed)?|schedul(?:ed?)|reserv(?:ed?)|confirm(?:ed)?|all set|go(?:ne)? through)\b/,
  cancelled: /\bcancell?(?:ed)?\b/,
  moved: /\b(?:mov(?:ed?)|reschedul(?:ed?)|chang(?:ed?))\b/,
  "passed on": /\b(?:pass(?:ed)?|message|not(?:ed?)|tell|told|send|sent)\b/,
};
const AGREES =
  /^(?:yes|yeah|yep|yup|correct|absolutely|certainly|definitely|indeed|it is|it has|i did|i have|you are|that's right|that is right|right|exactly|sure is|of course it)\b/;

/** A bare "yes" to "did you book it?" claims as much as the long form. @returns the acts that it claims. */
export function actsAgreedTo(
  sentence: string,
  utterance: string,
  known: Known,
): { name: string; isProven: boolean }[] {
  const [said, asked] = [plainText(sentence), plainText(utterance)];
  if (!AGREES.test(said) || said.endsWith("?") || !ASKS_WHETHER.test(asked)) return [];
  return ACTS.flatMap(({ name, proof }) =>
    ASKED_ACT[name]?.test(asked)
      ? [{ name, isProven: proof(known) || (name === "booked" && hasAppointment(known)) }]
      : [],
  );
}
