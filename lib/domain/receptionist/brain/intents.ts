/** What a caller can want, apart from answering what was asked. */
export type Intent =
  | "emergency"
  | "abuse"
  | "same_again"
  | "wrong_number"
  | "repeat"
  | "identity"
  | "wait"
  | "human"
  | "goodbye"
  | "reschedule"
  | "cancel"
  | "my_appointment"
  | "book"
  | "message"
  | "lead"
  | "clock"
  | "hours"
  | "services"
  | "price"
  | "duration"
  | "sales"
  | "thanks"
  | "greeting"
  | "never_mind";

const APPOINTMENT = "(?:appointment|booking|visit|reservation|cleaning|check-?up|slot|one|it|that|mine)";

/** What day or time it is now, where the business is. */
const CLOCK =
  /\b(?:what (?:day|date|time) is it(?! again)|what(?:'s| is) (?:the (?:date|time)|today's date)|what day is today)(?: now| today| there| right now| over there)*[?.! ]*$/;

/** Words that show an intent, in lower case with straight quotes. `unless` takes a match back. */
export const INTENTS: { intent: Intent; when: RegExp; unless?: RegExp }[] = [
  {
    intent: "emergency",
    when: /\b(it'?s an emergency|this is an emergency|(?:have|got) an emergency|heart attack|a stroke|(?:not|stopped|isn't) breathing|passed out|overdosed?|(?:kill|hurt) myself|(?:bleeding|swelling) (?:badly|a lot|that won't stop)|won't stop bleeding|can't breathe|cannot breathe|chest pain|unconscious|knocked (?:my|his|her) tooth out|severe pain|call an ambulance)\b/,
    unless: /\b(not an emergency|do you (?:take|handle|do|see|offer))\b/,
  },
  {
    intent: "abuse",
    when: /\b(f+uck(?:ing)? (?:you|off|idiot|moron|bot|robot|thing)|(?:piss|sod|bugger) off|screw you|go to hell|shut (?:the \w+ )?up|(?:you|you're|you are|what)(?: (?:a|an|such|so|fucking|bloody|damn|total|complete|stupid|dumb|useless))* (?:idiot|moron|bitch|bastard|asshole|arsehole|cunt|dumbass|imbecile|piece of (?:shit|crap))|(?:stupid|dumb|useless|fucking|bloody|worthless) (?:bot|robot|machine|computer|thing|cow|woman|idiot|ai|bitch))\b/,
  },
  {
    intent: "same_again",
    when: /\b((?:the )?same(?: \w+){0,2} (?:as|like) (?:the )?(?:last|before|previous|usual|always)|same (?:thing|service|again)(?: again)?(?: please)?$|(?:my|the) usual|like (?:the )?last time|what i had (?:the )?last time)\b/,
  },
  { intent: "wrong_number", when: /\b(wrong number|misdialed|dialed wrong|called the wrong)\b/ },
  {
    intent: "repeat",
    when: /\b(say (?:that|it) again|repeat (?:that|it|please)|can you repeat|could you repeat|come again|what did you say|what was that|(?:what|which) (?:time|day|date|one) (?:was|did you say|is) (?:that|it|again)|pardon(?: me)?\?|didn't (?:hear|catch|get) (?:that|you)|one more time)|^(?:sorry|what|pardon|huh|excuse me)\s*\?*$/,
    unless: CLOCK,
  },
  {
    intent: "identity",
    when: /\b(are you (?:a |an )?(?:real|human|robot|bot|machine|computer|ai|person|recording|automated|actual)|am i (?:talking|speaking) (?:to|with) (?:a |an )?(?:real|human|robot|bot|machine|computer|ai|person|recording)|is this (?:a |an )?(?:robot|bot|machine|computer|ai|recording|real person|automated)|who am i (?:talking|speaking) (?:to|with)|what(?:'s| is) your name)\b/,
  },
  {
    intent: "wait",
    when: /\b(hold on|hang on|one (?:moment|second|sec|minute)|just a (?:moment|second|sec|minute)|give me a (?:moment|second|sec|minute)|let me (?:check|look|see|think|grab)|(?:need|have) to (?:check|ask|think)|(?:check|ask) with my)\b/,
  },
  {
    intent: "human",
    when: /\b((?:speak|talk|speaking|talking) (?:to|with) (?:a |an |the |someone|somebody|your )?(?:real |actual |live )?(?:person|human|someone|somebody|receptionist|manager|owner|dentist|doctor|staff|team|agent|representative|operator|else)|(?:real|actual|live) (?:person|human)|(?:put|connect|transfer) me (?:through|to|with)|get me (?:a|the|your) (?:person|human|manager|someone)|human please|operator|representative)\b/,
    unless: /\b(are you|is this|am i)\b/,
  },
  {
    intent: "never_mind",
    when: /\b(never ?mind|forget (?:it|about it|that)|don't bother|changed my mind|i'll (?:think about it|call back)|call (?:you )?back later|not (?:right )?now)\b/,
  },
  {
    intent: "goodbye",
    when: /\b(good ?bye|bye|see you|have a (?:good|great|nice|lovely)|that(?:'s| is| will be|'ll be) (?:all|it|everything)|that(?:'s| is) about it|nothing else|no more questions|i'?m (?:all )?(?:good|set|done)(?:,? thank(?:s| you))?$|all set)\b/,
    unless: /\bthat(?:'s| is) it\?/,
  },
  {
    intent: "reschedule",
    when: new RegExp(
      `\\b(reschedul\\w*|(?:move|change|switch|push|shift|bring forward|postpone) (?:my|the|our|an|that) (?:(?:next |this )?(?:[a-z]+day|\\d{1,2}(?:st|nd|rd|th)|tomorrow|today)(?:'s)? )?${APPOINTMENT}|(?:move|change|push|switch|postpone) (?:it|that) to|(?<=^(?:(?:yes|please|just|i want to|i'd like to|can you)[, ]+)*)(?:move|change) it|different (?:day|time) for my|(?:move|change|switch) (?:the )?(?:time|day|date) of my|come (?:another|a different) (?:day|time) instead)\\b`,
    ),
    unless: /\b(policy|how (?:late|far) |fee|charge)\b/,
  },
  {
    intent: "cancel",
    when: /\b(cancel(?:ling|ing)?|call off|(?:can't|cannot|won't|not able to|unable to) (?:make|come to|keep|attend)(?: it| my| the)?)\b/,
    unless: /\b(policy|fee|charge|penalty|notice|what (?:happens )?if i cancel|how (?:late|far|do))\b/,
  },
  {
    intent: "my_appointment",
    when: /\b((?:when|what time|what day|where)(?:'s| is| was) (?:my|our) (?:next )?(?:appointment|booking|visit)|(?:do|did) i (?:have|already have|book)(?: an?)? (?:upcoming )?(?:appointment|booking)|(?:check|confirm|remind me (?:of|about)) (?:on )?my (?:appointment|booking))\b/,
  },
  {
    intent: "book",
    when: /\b(book(?:ing)?|schedule|(?:make|get|need|want|have|like|arrange|set up) (?:an?|another|the|my) (?:\w+ ){0,3}?(?:appointment|booking|reservation|check-?up|visit)|set up (?:a|an) |(?:anything|any|slots?|openings?|availability|available|appointments?|time|spots?|space) (?:free |open |available |left )?(?:for|on|at|this|next|tomorrow|today|later|in the)|(?:have|got|is there) (?:any|an) (?:availability|openings?|slots?|appointments?|spots?)|(?:anything|something) available|come in (?:for|on|at|to|this|next|tomorrow|today)|(?:get|squeeze|fit) me in|be seen|see (?:the|a|dr\.?|doctor) ?(?:dentist|doctor|hygienist)?|sign (?:me )?up|reserve)\b|^(?:an? )?(?:appointment|booking|reservation)(?:,? please)?[.!]?$/,
    unless:
      /\b(do i (?:need|have to)|need an appointment\?|without an? (?:appointment|booking)|walk[- ]?ins?|how (?:do|can|far)|reschedul\w*|cancel\w*|already booked|when (?:is|'s) my|confirm my|check (?:on )?my|my (?:appointment|booking))\b/,
  },
  {
    intent: "message",
    when: /\b((?:take|leave|pass on|give (?:him|her|them)) (?:a |an? |you )?(?:short |quick )?(?:message|note)|(?:tell|let) (?:the |dr\.? |doctor |your |him |her |them )?\w* ?(?:know )?that i\b|pass (?:it|this|that) on)\b/,
    unless: /\blet me know\b/,
  },
  {
    intent: "lead",
    when: /\b((?:call|ring|phone) me (?:back)?|(?:someone|somebody|anyone|you) (?:can |could |to |please )?(?:call|ring|phone|contact|reach) (?:me|out)|call ?back|(?:i'?m|i am|we'?re) interested in|(?:get|want|need|like) (?:a|an) (?:quote|estimate|consultation about)|take (?:down )?my (?:name|number|details)|my details|get in touch)\b/,
    unless: /\b(?:i'll|i will|i can|let me) (?:\w+ ){0,4}call (?:you )?back\b/,
  },
  {
    intent: "sales",
    when: /\b((?:google|business) (?:business )?(?:listing|loan|ranking)|help(?:ing)? businesses like yours|who handles your (?:marketing|website|advertising|payroll|seo|energy)|(?:free|special) (?:quote|demo) for your business|(?:switch|lower) your (?:energy|merchant|processing|electricity)|extended warranty|seo services|merchant services|speak (?:to|with) the (?:business owner|person in charge of)|i'?m (?:calling|reaching out) (?:from|on behalf of) .{2,40} (?:offer|partner|marketing|promot))\b/,
  },
  {
    intent: "price",
    when: /\b(how much|prices?|pricing|cost|costs|charge for|rates?|expensive|what do you charge)\b/,
    unless: /\b(insurance|cancel\w*|fee for|late|policy|deposit|how much (?:notice|time)|interest)\b/,
  },
  { intent: "clock", when: CLOCK },
  { intent: "duration", when: /\b(how long (?:does|is|do|will|would)|how much time (?:does|will))\b/ },
  {
    intent: "services",
    when: /\b((?:what|which) (?:kind of |type of |types of |sort of )?(?:services|treatments|procedures)|services (?:do you|are)|what (?:do|can) you (?:do|offer|provide)|what (?:all )?do you (?:guys )?do)\b/,
  },
  {
    intent: "hours",
    when: /\b((?:opening|business|office|working|your) hours|hours (?:on|are|today|tomorrow)|what hours|(?:are|is|will) (?:you|the office|the practice|it|y'all|you guys) (?:\w+ )?(?:open|closed)|when (?:do|are|will) you (?:guys )?(?:open|close|closed)|what time (?:do|are|will) you (?:guys )?(?:open|close|closed)|(?:open|close|closed) (?:on|today|tomorrow|now|this|at|until|late|saturdays?|sundays?|weekends?)|how late|how early)\b/,
    unless: /\b(can|could) (?:i|you) (?:book|schedule)\b/,
  },
  { intent: "thanks", when: /\b(thanks?(?: you)?|cheers|appreciate it|much obliged)\b/ },
  { intent: "greeting", when: /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|howdy)\b/ },
];

const YES =
  /^(?:(?:oh|well|um+|uh+|ah|so|and|great|okay|ok|thanks|thank you)[, ]+)*(?:yes|yeah|yep|yup|ya|sure|correct|right|that(?:'s| is) (?:right|correct|fine|good|great|perfect|it|the (?:best|one|right one))|that works|that(?:'ll| will| would) (?:work|do|be (?:fine|great|good|perfect|lovely))|it is|sounds (?:good|great|perfect|fine)|perfect|please(?: do)?$|go ahead|do (?:it|that)|book it|ok|okay|alright|all right|great|absolutely|definitely|certainly|of course|uh-?huh|mm-?hmm|mhm|fine|exactly|i do|i would|works for me|that one|let's do (?:it|that)|no problem|lovely|wonderful|excellent|confirmed?)\b/;
const NO =
  /^(?:(?:oh|well|um+|uh+|ah|sorry|hmm+|actually)[, ]+)*(?:no|nope|nah|not (?:really|quite|that|right|today|yet)|negative|i don't|i'd rather not|don't|wrong|incorrect|neither|none|that(?:'s| is) (?:wrong|not|incorrect)|that doesn't|it(?:'s| is) not|it isn't|i can't|nothing)\b/;

export const saysYes = (plain: string): boolean => YES.test(plain) && !/^no,? (?!problem)/.test(plain);
export const saysNo = (plain: string): boolean => NO.test(plain) && !/^no (?:problem|worries)/.test(plain);

const ASKS =
  /^(?:(?:and|also|but|so|okay|ok|oh|um+|uh+|well|hi|hello|hey|great|thanks|thank you|quick question|just|one more thing|actually|yes|yeah|no)[,.!: ]+)*(?:do(?! (?:it|that|so|the|this)\b)|does|did|is|are|was|can|could|would|will(?! do\b)|should|have|has|may(?! (?:the )?\d)|what|what's|whats|where|where's|when|when's|which|who|who's|why|how|how's|any)\b/;

/** Whether a sentence asks something. Transcripts often lose the question mark. */
export const isQuestion = (plain: string): boolean => plain.trimEnd().endsWith("?") || ASKS.test(plain);

/** The intents whose words are in a sentence. */
export function intentsOf(plain: string): Set<Intent> {
  return new Set(
    INTENTS.filter(({ when, unless }) => when.test(plain) && !unless?.test(plain)).map(
      ({ intent }) => intent,
    ),
  );
}
