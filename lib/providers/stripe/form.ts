/** A form body as Stripe's SDK writes one: text, lists and objects of them. */
export type FormValue = string | FormValue[] | FormFields;
export interface FormFields {
  [key: string]: FormValue;
}

const MAXIMUM_DEPTH = 8;

/** `items[0][price]` → `["items", "0", "price"]`; null where the brackets are none. */
function pathOf(key: string): string[] | null {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(key);
  if (!match) return null;
  const inner = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map(([, part]) => part ?? "");
  return [match[1] ?? "", ...inner];
}

const isFields = (value: FormValue | undefined): value is FormFields =>
  typeof value === "object" && !Array.isArray(value);

/** Objects whose keys count up from 0 are lists. */
function settled(value: FormValue): FormValue {
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, settled(inner)] as const);
  return entries.length > 0 && entries.every(([key], index) => key === String(index))
    ? entries.map(([, inner]) => inner)
    : Object.assign(Object.create(null), Object.fromEntries(entries));
}

/**
 * Reads `application/x-www-form-urlencoded` with bracketed keys; `key[]` counts up by itself.
 * @returns null where a key is none, or says two things.
 */
export function parseForm(body: URLSearchParams | string): FormFields | null {
  const root: FormFields = Object.create(null);
  for (const [key, value] of new URLSearchParams(body)) {
    const path = pathOf(key);
    if (!path || path.length > MAXIMUM_DEPTH) return null;
    let at = root;
    for (const [index, part] of path.entries()) {
      const name = part === "" ? String(Object.keys(at).length) : part;
      if (index === path.length - 1) {
        if (name in at) return null;
        at[name] = value;
        break;
      }
      const next: FormValue = at[name] ?? Object.create(null);
      if (!isFields(next)) return null;
      at[name] = next;
      at = next;
    }
  }
  return Object.fromEntries(Object.entries(root).map(([key, value]) => [key, settled(value)]));
}
