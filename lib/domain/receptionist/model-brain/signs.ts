import type { Known } from "./known";
import { did, hasAppointment, hasBooked, hasCancelled, hasMoved, isMailed, isPassedOn } from "./proofs";

const isDone = (known: Known): boolean =>
  hasBooked(known) || hasCancelled(known) || hasMoved(known) || isPassedOn(known);
const isTransferred = (known: Known): boolean => did(known, ["transfer_to_human"], ["transfer"]);

export const MESSAGE_TO_CALLER = "a message to the caller";

/** Words that tell of an act without its participle, or promise what has to be on record already. */
export const SIGNS: readonly { name: string; pattern: RegExp; proof(known: Known): boolean }[] = [
  {
    name: "a call back",
    pattern:
      /\b(?:someone|somebody|the team|our team|a (?:team member|colleague|member|person|manager|specialist)|one of|they|we|he|she|the (?:office|doctor|dentist|owner|manager|staff)|dr\.? \w+)\b[^,;.]{0,30}?(?:'ll| will| is going to| are going to)\b(?:(?!\bwithout\b)[^,;.]){0,20}\b(?:call|ring|phone|get back|reach out|contact|be in touch|follow up|text|e-?mail)\b/,
    proof: isPassedOn,
  },
  {
    name: MESSAGE_TO_CALLER,
    pattern:
      /\byou(?:'ll| will| should|'re going to| are going to)(?: \w+)? (?:get|receive|see|have|find)\b[^,;.]{0,40}\b(?:confirmation|e-?mail|text|sms|message|reminder|call)\b/,
    proof: (known) => isMailed(known) || isPassedOn(known),
  },
  {
    name: "an appointment",
    pattern:
      /\b(?:see(?:ing)? you (?:on|at|then|there|tomorrow|today|next|this|in|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|expect(?:ing)? you|you(?:'ve| have)(?: now)?(?: got)? (?:an|your|a) (?:\w+ ){0,3}(?:appointment|visit|booking|reservation|slot|spot)|your (?:\w+ ){0,3}(?:appointment|booking|visit|reservation|slot|spot)(?:'s| is) (?:on|at|for|tomorrow|today|next|ready|in the|monday|tuesday|wednesday|thursday|friday|saturday|sunday))/,
    proof: hasAppointment,
  },
  {
    name: "an appointment",
    pattern:
      /\b(?:appointment|booking|reservation|visit|slot|spot)(?: has been| have been| is| was| are)?(?: now| all)? (?:made|confirmed|booked|complete|in place|stands|starts|begins)\b|\bwent through\b/,
    proof: hasAppointment,
  },
  {
    name: "an appointment",
    pattern:
      /\b(?:i|we)(?:'ve| have)?(?: just| now| also)? (?:made|completed|finished) (?:the|your|an|that) (?:\w+ ){0,2}(?:appointment|booking|reservation)\b|\b(?:i|we) (?:did|managed to|was able to|were able to|got to) (?:book|schedule|reserve|confirm)\b/,
    proof: hasBooked,
  },
  {
    name: "an appointment",
    pattern:
      /\byou(?:'re| are)(?: now)? (?:on (?:the|our) (?:schedule|books|calendar|(?:\w+ )?list)|in (?:the|our) (?:books?|system|calendar))\b|\b(?:is|it's|that's)(?: all| now)* yours\b/,
    proof: hasAppointment,
  },
  {
    name: "held",
    pattern:
      /\b(?:nobody|no one|none)(?: else)? (?:else )?(?:can|will|could)(?: now| else)* (?:take|get|have|book|snatch)\b|\bconsider\b[^,;.]*\b(?:taken|yours|booked|done|reserved)\b/,
    proof: (known) => did(known, ["hold_slot"], ["hold"]) || hasBooked(known),
  },
  {
    name: "moved",
    pattern: /\b(?:i|we) (?:did|managed to|was able to|were able to|got to) (?:move|reschedule|change)\b/,
    proof: hasMoved,
  },
  {
    name: "cancelled",
    pattern: /\b(?:i|we) (?:did|managed to|was able to|were able to|got to) (?:cancel|remove)\b/,
    proof: hasCancelled,
  },
  {
    name: "cancelled",
    pattern:
      /\bno longer (?:exists?|booked|on)\b|\b(?:taken|took) (?:you|it|that|your \w+) (?:off|out of)\b|\bwon't (?:happen|take place)\b|\b(?:it|that|appointment|visit|booking)(?:'s| is)(?: now| all)* off (?:the|our) (?:calendar|schedule|books?|list)\b/,
    proof: hasCancelled,
  },
  {
    name: "passed on",
    pattern:
      /\b(?:i|we)(?:'ll| will|'m going to| am going to|'re going to)(?: also| just)? (?:have (?:someone|somebody|the \w+|them|a \w+)|pass|forward|relay|note|make a note|let (?:them|the team|someone|dr)|tell (?:them|the|dr)|make sure (?:someone|the|they)|ask (?:the team|someone|them|dr)|(?:ring|phone|call|text|e-?mail) (?:the|them|dr|him|her))\b|\b(?:i|we)(?:'ve| have)? let (?:them|dr|him|her|the \w+)(?:\.? \w+)? know\b/,
    proof: isPassedOn,
  },
  {
    name: "passed on",
    pattern: /\b(?:made|taken|took) (?:a|your|the) (?:note|message)\b|\bmessage (?:taken|received|saved)\b/,
    proof: isPassedOn,
  },
  {
    name: "a call back",
    pattern:
      /\bexpect (?:a|our) (?:call|text|message|reply)\b|\byou(?:'ll| will) (?:hear from|be (?:contacted|called|notified))\b/,
    proof: isPassedOn,
  },
  {
    name: MESSAGE_TO_CALLER,
    pattern:
      /\bconfirmation\b[^?]{0,30}\b(?:on (?:its|the) way|coming|in your inbox)\b|\bcheck your (?:inbox|e-?mails?|phone|texts?)\b/,
    proof: isMailed,
  },
  {
    name: "transferred",
    pattern:
      /\b(?:while|as) i (?:transfer|connect|put)\b|\b(?:being|getting) (?:put through|connected|transferred)\b|\b(?:let me|i'll|i will|i'm going to|i am going to)(?: now| just)? (?:transfer|connect|put you through|patch|hand you)\b/,
    proof: isTransferred,
  },
  {
    name: "an appointment",
    pattern:
      /\byou(?:'ve| have)?(?: now| already| all)* (?:own|hold|got|have) (?:the|a|an|your|that|this) (?:[\w:.]+ ){0,4}(?:slot|spot|place)\b|\b(?:has|with) your name\b|\b(?:is|are|'s) on for\b|\blook(?:ing)? forward to (?:your|having|welcoming|meeting|seeing)\b|\bplease (?:come (?:in|by|over|on|at)|arrive|be here)\b/,
    proof: hasAppointment,
  },
  {
    name: "an appointment",
    pattern:
      /\b(?:it|that|this|everything|you|visit|appointment|cleaning|slot|booking|time)(?:'s|'re| is| are| has been)(?: been| now| all| already| safely)* (?:in|on) (?:the|our|my) (?:calendar|schedule|books?|diary|system)\b|\b(?:appointment|booking|reservation|visit) (?:exists|is (?:real|live|active|set|there))\b/,
    proof: hasAppointment,
  },
  {
    name: "an appointment",
    pattern:
      /\b(?:i|we)(?:'ve| have)?(?: just| now| also| already)* (?:entered|put|wrote|written|typed|marked|placed) (?:it|that|this|you|your \w+|the \w+)(?: \w+)? (?:in|into|on|onto|down)\b|\b(?:i|we)(?:'ve| have)(?: got)? you(?: all)? (?:down|in)\b/,
    proof: hasBooked,
  },
  {
    name: "cancelled",
    pattern:
      /\byou (?:won't|will not) have\b[^,;.]{0,40}\bany ?(?:more|longer)\b|\byou (?:don't|do not|won't|needn't|no longer)(?: (?:have|need))*(?: to)? (?:come|show up|attend|be here)\b|\byou no longer have\b|\b(?:appointment|visit|booking)(?:'s| is)(?: now| all)* (?:gone|off)\b/,
    proof: hasCancelled,
  },
  {
    name: "passed on",
    pattern:
      /\b(?:i|we)(?:'ve| have)?(?: just| now| also| already)* (?:gave|given|handed|brought|dropped|shared|delivered) (?:\w+ ){0,2}(?:your|the|this|that|a) (?:\w+ )?(?:message|note|request|details|information|name|number|question|word)\b|\b(?:your|the|this) (?:message|request|note|question|details) (?:is|are|has gone|have gone|went|reached|has reached|got|landed)(?: now| already)* (?:with|in|on|at|to|through|out|there|the|them|dr|him|her|everyone)\b/,
    proof: isPassedOn,
  },
  {
    name: "passed on",
    pattern:
      /\b(?:team|doctor|dentist|office|staff|manager|owner|they|dr\.? \w+|she|he|everyone|colleagues?)(?:'ve|'s)?(?: now| already)* (?:has|have|got|received|knows?(?: about| of)?|is aware of|are aware of)(?: now| already| got| received)* (?:(?:your|the|this) (?:\w+ )?(?:message|note|request|details|information|number|question)|(?:it|that|this) (?:now|already))\b/,
    proof: isPassedOn,
  },
  {
    name: "done",
    pattern:
      /\b(?:i|we)(?:'ve| have)?(?: just| now| also| already)* (?:(?:took|taken) care of|made (?:it|that|this|everything) happen|(?:did|fixed|settled|finished|arranged|dealt with|saw to|seen to) (?:it|that|this|everything)\b)|\b(?:it|that|everything)(?:'s| is)(?: now| all)* (?:settled|official|a (?:done )?deal)\b/,
    proof: isDone,
  },
];
