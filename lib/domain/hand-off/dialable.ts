import { normalisePhone } from "@/lib/domain/contacts";

/** Too short for a subscriber's number: emergency and service numbers of every country are. */
const FEWEST_DIGITS = 7;
/** 911, 411 and the like stand where North America has an area code. */
const NORTH_AMERICAN_SERVICE = /^\+1[0-9]11/;

/** Whether a number may be dialled at all: it can exist, and is no emergency or service number. */
export function isDialable(e164: string): boolean {
  const known = normalisePhone(e164);
  if (!known?.isPossible || known.e164 !== e164) return false;
  return e164.length > FEWEST_DIGITS && !NORTH_AMERICAN_SERVICE.test(e164);
}

/**
 * The numbers of a list that may be dialled for this caller, in order and each once: not the caller's own, and none
 * of `ours`, which would ring here again.
 */
export const dialable = (
  numbers: readonly string[],
  { callerNumber, ours }: { callerNumber: string | null; ours: ReadonlySet<string> },
): string[] =>
  [...new Set(numbers)].filter(
    (number) => isDialable(number) && number !== callerNumber && !ours.has(number),
  );
