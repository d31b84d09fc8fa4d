import type { ErrorCode } from "@/lib/domain/errors";

/** Why a change did not happen. The address carries the word only: what it says cannot be written by whoever links here. */
const TROUBLES = {
  taken: "That time is taken meanwhile. Please choose another.",
  unfit: "That time cannot be booked any more. Please choose another.",
  unread: "That could not be read. Please choose a time, and try again.",
  closed: "This appointment cannot be changed here any more.",
  often: "That was too often. Please wait some minutes, and try again.",
} as const;

export type Trouble = keyof typeof TROUBLES;
export const TROUBLE_WORDS = [
  "taken",
  "unfit",
  "unread",
  "closed",
  "often",
] as const satisfies readonly Trouble[];

const OF_CODE: Partial<Record<ErrorCode, Trouble>> = {
  slot_taken: "taken",
  validation_failed: "unfit",
  conflict: "closed",
  not_found: "closed",
  forbidden: "closed",
  rate_limited: "often",
};

/** The word for a refusal; null for one that the page itself tells. */
export const troubleOf = (code: ErrorCode): Trouble | null => OF_CODE[code] ?? null;

export const troubleText = (trouble: Trouble): string => TROUBLES[trouble];
