import { readSpelling } from "./spelling";
import type { Attendee } from "./types";

/** Words that stand where a name could and are none. */
const NOT_NAMES = new Set(
  "yes yeah no nope ok okay sure hi hello hey um uh well what when where why how who which the a an it that this my me i you we can could would should do does is are am was not just please thanks thank tomorrow today monday tuesday wednesday thursday friday saturday sunday morning afternoon evening good great fine perfect right correct new patient calling looking interested sorry late here there book booking cancel appointment number phone call back later none nothing never mind one two three first second third last next later earlier sounds works and but or to for of at in on with about your our their name hold wait moment email yep bye goodbye wrong help speak person human i'd i'll i've i'm that's it's we're need want like have been from wanting".split(
    " ",
  ),
);

const WORD = "[\\p{L}][\\p{L}'’.-]*";
const NAME = `${WORD}(?: ${WORD}){0,4}`;
const INTRODUCED = [
  new RegExp(
    `\\b(?:my (?:full )?name is|my name's|the name is|the name's|name's|name is|under the name(?: of)?|it's under|put it under)\\s+(${NAME})`,
    "iu",
  ),
  new RegExp(`\\bthis is (${NAME}) (?:calling|speaking|here)\\b`, "iu"),
];
const LEAD_INS =
  /^(?:(?:yes|yeah|sure|ok|okay|oh|um+|uh+|well|of course|hi|hello|certainly|no|sorry)[,. ]+)*(?:(?:it's|it is|this is|i'm|i am|that's|that would be|that'd be|call me|for|under|just|you can put|put)\s+)?/iu;

const titled = (word: string): string =>
  word === word.toLowerCase() || (word.length > 3 && word === word.toUpperCase())
    ? word.toLowerCase().replace(/(^|[-'’])\p{L}/gu, (letter) => letter.toUpperCase())
    : word;

const spelled = (text: string): string => readSpelling(text).text;

/** Up to five words that can be a name, else null. */
function nameFrom(words: string): string | null {
  const kept: string[] = [];
  for (const word of words.replace(/[.!?]+$/, "").split(/\s+/)) {
    if (NOT_NAMES.has(word.toLowerCase().replace(/[.,]$/, ""))) break;
    if (!new RegExp(`^${WORD}$`, "u").test(word)) break;
    kept.push(titled(word));
  }
  const name = kept
    .filter((word, i) => kept.findIndex((other) => other.toLowerCase() === word.toLowerCase()) === i)
    .join(" ");
  return name.length > 1 && name.length <= 80 ? name : null;
}

/** A name that a caller introduces ("my name is Maya Torres", "this is Ana calling"); null where there is none. */
export function introducedName(utterance: string): string | null {
  const text = spelled(utterance.replace(/\s+/g, " "));
  for (const pattern of INTRODUCED) {
    const match = text.match(pattern);
    const name = match?.[1] ? nameFrom(match[1]) : null;
    if (name) return name;
  }
  return null;
}

/** A name given as the answer to a question for it; null where the answer is something else. */
export function answeredName(utterance: string): string | null {
  const introduced = introducedName(utterance);
  if (introduced) return introduced;
  const text = spelled(utterance.replace(/\s+/g, " ").trim());
  const bare = text
    .replace(LEAD_INS, "")
    .split(/[,;]| and | - |\.\s|\d/)[0]
    ?.replace(/\b(please|thanks|thank you|speaking|here|calling)\b.*$/i, "")
    .trim();
  if (!bare || bare.split(" ").length > 5) return null;
  const name = nameFrom(bare);
  return name && name.split(" ").length === bare.split(" ").length ? name : null;
}

const RELATIONS =
  "daughter|son|wife|husband|partner|fiancée?|mother|mom|mum|father|dad|grand(?:mother|father|ma|pa|son|daughter)|sister|brother|aunt|uncle|niece|nephew|cousin|friend|kid|child|boss|colleague|neighbou?r|girlfriend|boyfriend";
const FOR_SOMEONE = new RegExp(
  `(?<!\\bme and )\\b(?:for|fit|get) my (${RELATIONS})\\b(?:,? (${NAME}))?`,
  "iu",
);

/** Somebody else whom a caller books for: "a checkup for my daughter Mia"; null where it is for the caller. */
export function attendeeIn(utterance: string): Attendee | null {
  const match = utterance.replace(/\s+/g, " ").match(FOR_SOMEONE);
  if (!match?.[1]) return null;
  const isName = match[2] !== undefined && /^\p{Lu}/u.test(match[2]);
  const name = isName && match[2] ? nameFrom(match[2].replace(/ (?!\p{Lu}).*$/u, "")) : null;
  return { relation: match[1].toLowerCase(), name, isNameAsked: false };
}

/** What a name is called by: "Maya Torres" is "Maya". */
export const firstName = (name: string): string => name.split(" ")[0] ?? name;
