/** Digits as people say them, for numbers that are read out. */
const DIGITS: Record<string, string> = {
  zero: "0",
  oh: "0",
  o: "0",
  nought: "0",
  one: "1",
  two: "2",
  three: "3",
  four: "4",
  five: "5",
  six: "6",
  seven: "7",
  eight: "8",
  nine: "9",
};

const BELOW_TWENTY = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
];
const TENS: Record<string, number> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** The value of "seven", "twenty", "forty-five" or "45"; undefined for anything else. */
export function numberValue(words: string): number | undefined {
  const text = words.trim().toLowerCase().replace(/-/g, " ");
  if (/^\d+$/.test(text)) return Number(text);
  const [first = "", second] = text.split(/\s+/);
  if (first === "oh" && second) return numberValue(second);
  const tens = TENS[first];
  if (tens !== undefined) {
    const ones = second ? BELOW_TWENTY.indexOf(second) : 0;
    return ones < 0 || ones > 9 ? undefined : tens + ones;
  }
  const value = second ? -1 : BELOW_TWENTY.indexOf(first);
  return value < 0 ? undefined : value;
}

const ORDINALS: Record<string, number> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
};

/** "the twenty-first" as "the 21st": ordinals as figures, which date parsers read. */
export function ordinalsAsFigures(text: string): string {
  const suffix = (n: number): string =>
    n % 10 === 1 && n !== 11
      ? "st"
      : n % 10 === 2 && n !== 12
        ? "nd"
        : n % 10 === 3 && n !== 13
          ? "rd"
          : "th";
  const names = Object.keys(ORDINALS).join("|");
  return text.replace(
    new RegExp(
      `\\b(?:(twenty|thirty)[- ])?(${names})\\b(?! (?:thing|available|one|option|time|visit|appointment|slot))`,
      "gi",
    ),
    (_whole, tens: string | undefined, ones: string) => {
      const value = (tens ? (TENS[tens.toLowerCase()] ?? 0) : 0) + (ORDINALS[ones.toLowerCase()] ?? 0);
      return `${value}${suffix(value)}`;
    },
  );
}

/** The longest run of digits in what was said: figures, words, "double five", "eight hundred". */
export function spokenDigits(text: string): { digits: string; rest: string } {
  const tokens = text
    .toLowerCase()
    .replace(/(\d)[\s().-]+(?=\d)/g, "$1")
    .match(/\+?\d+|[a-z']+/g);
  let best = "";
  let run = "";
  let times = 1;
  for (const token of tokens ?? []) {
    const figures = /^\+?\d+$/.test(token) ? token : DIGITS[token];
    const larger = figures === undefined ? numberValue(token) : undefined;
    if (token === "double" || token === "triple") times = token === "double" ? 2 : 3;
    else if (figures !== undefined) {
      run += figures.repeat(times);
      times = 1;
    } else if (larger !== undefined) run += String(larger);
    else if (token === "hundred" && run) run += "00";
    else if (token === "thousand" && run) run += "000";
    else if (token === "plus" && !run) run = "+";
    else if (token !== "and" && token !== "then" && token !== "um" && token !== "uh") run = "";
    if (run.length > best.length) best = run;
  }
  const rest = text.replace(/[+(]?\d[\d\s().-]{5,}\d/g, " ").trim();
  return { digits: best.replace(/(?!^)\+/g, ""), rest };
}

/** A number for the ear, in groups: "212, 555, 0144". */
export function groupedDigits(phone: string): string {
  const digits = phone.replace(/\D/g, "");
  const national = digits.length === 11 && digits.startsWith("1") ? digits.slice(1) : digits;
  if (national.length === 10) return `${national.slice(0, 3)}, ${national.slice(3, 6)}, ${national.slice(6)}`;
  if (national.length === 7) return `${national.slice(0, 3)}, ${national.slice(3)}`;
  return (national.match(/.{1,3}(?=.{2})|.{1,4}$/g) ?? [national]).join(", ");
}
