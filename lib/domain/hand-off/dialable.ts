import { type NumberType, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { normalisePhone } from "@/lib/domain/contacts";

/** Too short for a subscriber's number: emergency and service numbers of every country are. */
const FEWEST_DIGITS = 7;
/** 911, 411 and the like stand where North America has an area code. */
const NORTH_AMERICAN_SERVICE = /^\+1[0-9]11/;
/** 900 and 976 are charged to whoever calls, as an area code or, 976, after one. */
const NORTH_AMERICAN_PREMIUM = /^\+1(?:900|976|[0-9]{3}976)/;
/** No person answers there, and each costs the business what its owner likes. */
const COSTLY_TYPES: ReadonlySet<NumberType> = new Set([
  "PREMIUM_RATE",
  "SHARED_COST",
  "PERSONAL_NUMBER",
  "PAGER",
  "UAN",
  "VOICEMAIL",
]);

/** Whether a number is of a costly kind, or of no country, as those of satellites are. */
function isCostly(e164: string): boolean {
  const known = parsePhoneNumberFromString(e164);
  if (!known || known.isNonGeographic()) return true;
  return COSTLY_TYPES.has(known.getType()) || NORTH_AMERICAN_PREMIUM.test(e164);
}

/** Whether a number may be dialled at all: it can exist, and is no emergency, service, premium or satellite number. */
export function isDialable(e164: string): boolean {
  const known = normalisePhone(e164);
  if (!known?.isPossible || known.e164 !== e164) return false;
  return e164.length > FEWEST_DIGITS && !NORTH_AMERICAN_SERVICE.test(e164) && !isCostly(e164);
}

/**
 * The numbers of a list that may be dialled for this caller, in order and each once: not the caller's own, and none
 * of `ours`, which would ring here again. A call from one of `ours` is our own, forwarded back: nobody is rung for it.
 */
export const dialable = (
  numbers: readonly string[],
  { callerNumber, ours }: { callerNumber: string | null; ours: ReadonlySet<string> },
): string[] =>
  callerNumber !== null && ours.has(callerNumber)
    ? []
    : [...new Set(numbers)].filter(
        (number) => isDialable(number) && number !== callerNumber && !ours.has(number),
      );
