const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const CLOCK = /^\d\d:\d\d$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const ID = /^(usr|ws|wm|ast|cal|ts|apt|inv|ses)_/;
/** Forms of text that the document's examples have; the answer has to have the same. */
const FORMS = [INSTANT, CLOCK, DATE];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textDifferences(actual: string, example: string, path: string): string[] {
  const prefix = ID.exec(example)?.[0];
  if (prefix !== undefined && !actual.startsWith(prefix)) return [`${path}: ${actual} is no ${prefix} id`];
  const form = FORMS.find((candidate) => candidate.test(example));
  return form && !form.test(actual) ? [`${path}: ${actual} is not written as ${example}`] : [];
}

/** Where an answer falls short of the document's example: a field that is missing, or of another type, form or prefix. */
export function differences(actual: unknown, example: unknown, path = ""): string[] {
  if (Array.isArray(example)) {
    if (!Array.isArray(actual)) return [`${path}: no list`];
    if (actual.length === 0) return path.includes("[]") ? [] : [`${path}: an empty list shows nothing`];
    return actual.flatMap((item) => differences(item, example[0], `${path}[]`));
  }
  if (isRecord(example)) {
    if (!isRecord(actual)) return [`${path}: no object`];
    return Object.entries(example).flatMap(([key, inner]) => {
      const place = path ? `${path}.${key}` : key;
      return key in actual ? differences(actual[key], inner, place) : [`${place}: is missing`];
    });
  }
  if (typeof actual !== typeof example) return [`${path}: ${JSON.stringify(actual)} is no ${typeof example}`];
  return typeof actual === "string" && typeof example === "string"
    ? textDifferences(actual, example, path)
    : [];
}
