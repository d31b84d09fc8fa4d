import { type NumberType, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { normalisePhone } from "@/lib/domain/contacts";
import { countryOf } from "./dial-countries";

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

const regionNames = new Intl.DisplayNames("en", { type: "region" });
const nameOf = (country: string): string => regionNames.of(country) ?? country;

/** Why a number is never dialled for a business that may dial these countries, in words for its owner; null where it may be. */
export function dialRefusal(e164: string, countries: ReadonlySet<string>): string | null {
  if (!isDialable(e164))
    return "Emergency, premium-rate and satellite numbers are not called. Enter the telephone of a person.";
  const country = countryOf(e164);
  if (country && countries.has(country)) return null;
  const where = country ? `is in ${nameOf(country)}` : "belongs to no country that is known";
  const allowed = [...countries].map(nameOf).sort().join(", ");
  const only = allowed ? `calls go to ${allowed} only` : "this business has no number to call from yet";
  return `${e164} ${where}, and ${only}. Enter a number there, or have whoever runs Frontdesk allow another country.`;
}

/** Whom a list of numbers is dialled at, and which of them are refused, with the reason. */
export interface Dialable {
  numbers: string[];
  refused: { number: string; reason: string }[];
}

/**
 * The numbers of a list that may be dialled for this caller, in order and each once: in these countries, not the caller's
 * own, and none of `ours`, which would ring here again. A call from one of `ours` is our own, forwarded back: nobody is
 * rung for it.
 */
export function dialable(
  numbers: readonly string[],
  {
    callerNumber,
    ours,
    countries,
  }: { callerNumber: string | null; ours: ReadonlySet<string>; countries: ReadonlySet<string> },
): Dialable {
  if (callerNumber !== null && ours.has(callerNumber)) return { numbers: [], refused: [] };
  const others = [...new Set(numbers)].filter((number) => number !== callerNumber && !ours.has(number));
  const judged = others.map((number) => ({ number, reason: dialRefusal(number, countries) }));
  return {
    numbers: judged.flatMap(({ number, reason }) => (reason === null ? [number] : [])),
    refused: judged.flatMap(({ number, reason }) => (reason === null ? [] : [{ number, reason }])),
  };
}
