/** What a form says under each name; a name that stands there twice has two values. */
export type Form = ReadonlyMap<string, readonly string[]>;

/** A form-encoded body. Anything is one: what is no form has odd names. */
export function formOf(rawBody: string): Form {
  const form = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(rawBody)) {
    const values = form.get(name);
    if (values) values.push(value);
    else form.set(name, [value]);
  }
  return form;
}

/** The last value under a name, without what no column can store; null for none and for an empty one. */
export function fieldOf(form: Form, name: string): string | null {
  const value = form
    .get(name)
    ?.at(-1)
    ?.replaceAll("\u0000", "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
  return value === undefined || value === "" ? null : value;
}
