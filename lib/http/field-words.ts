import type { FieldErrors } from "@/lib/domain/errors";

/**
 * What the domain complains of, under the field names of an edition.
 * @param words a field of the domain, or a path such as `customer.phone`, to the edition's name of it; others stay.
 */
export function inWords(fields: FieldErrors, words: Readonly<Record<string, string>>): FieldErrors {
  const wordOf = (path: string): string => {
    if (Object.hasOwn(words, path)) return words[path] ?? path;
    const [head = "", ...rest] = path.split(".");
    return [Object.hasOwn(words, head) ? (words[head] ?? head) : head, ...rest].join(".");
  };
  return Object.fromEntries(Object.entries(fields).map(([path, messages]) => [wordOf(path), messages]));
}
