/** A body as the document writes it: type words, alternatives of them (`string|null`), or the words of an enumeration. */
export type Spec = string | readonly [Spec] | { readonly [field: string]: Spec };

const TYPES = ["string", "number", "boolean", "object", "null"];
/** Fields whose text is an instant. */
const INSTANT_FIELD = /(^|\.)(createdAt|updatedAt|startTime|endTime|date|currentPeriod(Start|End))$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const typeOf = (value: unknown): string => (value === null ? "null" : typeof value);

function wordDifferences(actual: unknown, spec: string, path: string): string[] {
  const words = spec.split("|");
  const isOfType = words.some((word) => TYPES.includes(word) && word === typeOf(actual));
  const isWord = typeof actual === "string" && !TYPES.includes(actual) && words.includes(actual);
  if (!isOfType && !isWord) return [`${path}: ${JSON.stringify(actual)} is no ${spec}`];
  if (typeof actual === "string" && INSTANT_FIELD.test(path) && !INSTANT.test(actual))
    return [`${path}: ${actual} is no instant in UTC`];
  return [];
}

/** Where an answer falls short of what the document shows: a missing field, another type or word. More is welcome. */
export function differences(actual: unknown, spec: Spec, path = ""): string[] {
  if (typeof spec === "string") return wordDifferences(actual, spec, path);
  if (Array.isArray(spec)) {
    if (!Array.isArray(actual)) return [`${path}: no list`];
    if (actual.length === 0) return [`${path}: an empty list shows nothing`];
    return actual.flatMap((item) => differences(item, spec[0], `${path}[]`));
  }
  if (!isRecord(actual)) return [`${path}: no object`];
  return Object.entries(spec).flatMap(([key, inner]) => {
    const place = path ? `${path}.${key}` : key;
    return key in actual ? differences(actual[key], inner, place) : [`${place}: is missing`];
  });
}

/** A documented body with a value for each field, and how it may differ: nulls where they may be, each word of a list. */
export function variantsOf(
  spec: { readonly [field: string]: Spec },
  sampleOf: (field: string) => unknown,
): Record<string, Record<string, unknown>> {
  const enumeration = (word: Spec): string[] =>
    typeof word === "string" ? word.split("|").filter((one) => !TYPES.includes(one)) : [];
  const mayBeNull = (word: Spec) => typeof word === "string" && word.split("|").includes("null");
  const full = Object.fromEntries(
    Object.entries(spec).map(([field, word]) => [field, enumeration(word)[0] ?? sampleOf(field)]),
  );
  const variants: Record<string, Record<string, unknown>> = { "with every field": full };
  const nullable = Object.entries(spec).filter(([, word]) => mayBeNull(word));
  if (nullable.length > 0) {
    const nulls = Object.fromEntries(nullable.map(([field]) => [field, null]));
    variants["with null where it may be"] = { ...full, ...nulls };
  }
  for (const [field, word] of Object.entries(spec)) {
    for (const value of enumeration(word).slice(1))
      variants[`with ${field} ${value}`] = { ...full, [field]: value };
  }
  return variants;
}
