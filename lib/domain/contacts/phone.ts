import { type CountryCode, parseIncompletePhoneNumber, parsePhoneNumberFromString } from "libphonenumber-js";
import { invalid } from "@/lib/domain/errors";

export interface NormalPhone {
  /** + and 3 to 15 digits. */
  e164: string;
  /** False: such a number cannot exist (+1-555-0100), so it is kept but never dialled. */
  isPossible: boolean;
}

const MIN_DIGITS = 3;
const MAX_DIGITS = 15;
const MAX_TEXT_LENGTH = 100;

const isE164 = (text: string): boolean => /^\+\d{3,15}$/.test(text);

/** The number as libphonenumber reads it, when it calls it possible. */
function possibleNumber(text: string, defaultCountry: CountryCode = "US"): string | undefined {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry, extract: false });
  return parsed?.isPossible() && isE164(parsed.number) ? parsed.number : undefined;
}

/** Reads + and digits until nothing changes: of "+32 0 014…" libphonenumber takes one trunk zero away at a time. */
function settled(e164: string): NormalPhone {
  const possible = possibleNumber(e164);
  if (possible === undefined || possible === e164) return { e164, isPossible: possible !== undefined };
  return possible.length < e164.length ? settled(possible) : { e164: possible, isPossible: true };
}

/**
 * A phone number in E.164 (ITU-T E.164: at most 15 digits). What libphonenumber calls impossible is kept as
 * + and its digits. Normalising a result again gives the same.
 * @param defaultCountry whose dialling rules a number without + follows.
 * @returns null for what has fewer than 3 or more than 15 digits, or letters beyond an extension.
 */
export function normalisePhone(text: string, defaultCountry: CountryCode = "US"): NormalPhone | null {
  if (text.length > MAX_TEXT_LENGTH) return null;
  const plain = text.trim().replace(/^(?:tel|sms|whatsapp):/i, "");
  const dialled = possibleNumber(plain, defaultCountry);
  if (!dialled && /\p{L}/u.test(plain)) return null;
  const typed = parseIncompletePhoneNumber(plain).replace(/\D/g, "");
  const digits = dialled?.slice(1) ?? (plain.startsWith("00") ? typed.slice(2) : typed);
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return null;
  return settled(`+${digits}`);
}

/** The same for input that must be a phone number. @throws DomainError validation_failed on `phone`. */
export function phoneNumber(text: string): NormalPhone {
  const phone = normalisePhone(text);
  if (!phone) throw invalid("phone", "Must be a phone number of 3 to 15 digits.");
  return phone;
}
