import type { HandOffKind } from "@/lib/domain/agents";

/** What a reason in a caller's words is, the weightiest first. */
const SIGNS: readonly (readonly [HandOffKind, RegExp])[] = [
  [
    "emergency",
    /\b(?:emergency|emergencies|urgent|bleeding|can't breathe|cannot breathe|unconscious|severe pain|terrible pain|flood(?:ing|ed)?|gas leak|on fire|knocked (?:his|her|my|their) tooth)\b/i,
  ],
  ["complaint", /\b(?:complain(?:t|ing)?|unacceptable|file a|bad experience|not happy with)\b/i],
  ["upset", /\b(?:angry|furious|upset|ridiculous|fed up|disappointed|frustrated)\b/i],
  [
    "billing",
    /\b(?:bill(?:ed|ing|s)?|invoices?|refund|charged?|overcharged|payments?|receipt|insurance claim)\b/i,
  ],
  ["sales", /\b(?:quote|estimate|pricing|buy|purchase|new (?:customer|client|patient)|partnership)\b/i],
];

/** The kind of a reason for a hand-off, told by its words. */
export const kindOf = (reason: string): HandOffKind =>
  SIGNS.find(([, sign]) => sign.test(reason))?.[0] ?? "asks_for_person";
