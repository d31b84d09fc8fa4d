/** What Twilio writes for a caller whose number is withheld (twilio.com/docs/voice/twiml, "anonymous calls"). */
const WITHHELD = new Set(["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253", "+464"]);
const FEWEST_DIGITS = 3;
const MOST_DIGITS = 15;

/** + and digits out of a number as Twilio writes it; null for withheld ones and for addresses of other kinds. */
export function numberOf(party: string | null): string | null {
  if (party === null || WITHHELD.has(party) || !/^\+?[\d\s().-]+$/.test(party)) return null;
  const digits = party.replace(/\D/g, "");
  return digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS ? `+${digits}` : null;
}

/** A number, or a SIP address as it is; null for everything else. */
export const addressOf = (party: string | null): string | null =>
  party !== null && /^sips?:/i.test(party) ? party : numberOf(party);
