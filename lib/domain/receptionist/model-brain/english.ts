import { plainText } from "../brain/heard";

/** Words that an English sentence is hardly without, and what short ones are made of. */
export const COMMON: ReadonlySet<string> = new Set(
  `a about after afternoon all also am an and another any anything appointment are as at available away be because
been before best book but by bye call can can't come could day did do does don't done else evening everything fine
first for free friday from full get give go good goodbye got great had happy has have have a hello help her here hi
him his hold how i i'd i'll i'm i've if in is isn't it it's just kind know later left let let's like look lovely may
me message mind minute moment monday morning much my name need new next nice no not note now number of off ok okay on
once one open or other our out perfect phone please problem question ready right saturday say see send service set
shall she should so some someone something soon sorry speak still sunday sure take team tell than thank thanks that
that's the their them then there there's these they thing this those three thursday time to today tomorrow too tuesday
two understand until up us very wait want was we we'd we'll we're we've wednesday week welcome well were what what's
when where which who why will with wonderful work works would yes yet you you'd you'll you're you've your`.split(
    /\s+/,
  ),
);
const LEAST_SHARE = 0.2;

/**
 * Whether words are English: what they claim is read in English only, so that nothing else can be vouched for.
 * @param known names and words of the business and the caller, which may be of any language.
 */
export function isEnglish(sentence: string, known: string): boolean {
  const words = plainText(sentence).match(/[\p{L}']+/gu) ?? [];
  const own = words.filter((word) => !known.includes(word));
  if (own.some((word) => /[^a-z']/.test(word))) return false;
  if (own.length === 0) return true;
  return words.filter((word) => COMMON.has(word)).length >= Math.max(1, words.length * LEAST_SHARE);
}
