/** What a documented example leaves open about its fields. Paths are `leads[].status`. */
export interface Openness {
  /** Every word that a field may have. */
  words?: Record<string, readonly string[]>;
  /** Fields that may also be null. */
  nullable?: readonly string[];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const ID = /^([a-z]+)_[0-9a-z]+$/;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textDifferences(actual: string, example: string, path: string, { words }: Openness): string[] {
  const allowed = words?.[path];
  if (allowed)
    return allowed.includes(actual) ? [] : [`${path}: ${actual} is no word of ${allowed.join(", ")}`];
  if (INSTANT.test(example) && !INSTANT.test(actual)) return [`${path}: ${actual} is no instant in UTC`];
  const prefix = /(?:^|\.|_)id$/.test(path) ? ID.exec(example)?.[1] : undefined;
  return prefix && ID.exec(actual)?.[1] !== prefix ? [`${path}: ${actual} is no ${prefix}_…`] : [];
}

/**
 * Where an answer falls short of a documented example: a field that is missing, has another type, a word that is not
 * documented, an id or instant of another form. Further fields are welcome.
 */
export function differences(actual: unknown, example: unknown, open: Openness = {}, path = ""): string[] {
  if (actual === null && open.nullable?.includes(path)) return [];
  if (Array.isArray(example)) {
    if (!Array.isArray(actual)) return [`${path}: no list`];
    if (example.length > 0 && actual.length === 0) return [`${path}: an empty list shows nothing`];
    return actual.flatMap((item) => differences(item, example[0], open, `${path}[]`));
  }
  if (isRecord(example)) {
    if (!isRecord(actual)) return [`${path}: no object`];
    return Object.entries(example).flatMap(([key, value]) => {
      const inner = path ? `${path}.${key}` : key;
      return key in actual ? differences(actual[key], value, open, inner) : [`${inner}: is missing`];
    });
  }
  if (typeof actual !== typeof example) return [`${path}: ${JSON.stringify(actual)} is no ${typeof example}`];
  return typeof actual === "string" && typeof example === "string"
    ? textDifferences(actual, example, path, open)
    : [];
}
