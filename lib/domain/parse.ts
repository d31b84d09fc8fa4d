import type { ZodType, z } from "zod";
import { DomainError, type FieldErrors } from "./errors";

/** A schema's complaints as messages per field; what concerns the whole stands under `_`. */
export function fieldErrors(error: z.core.$ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const name = issue.path.length > 0 ? issue.path.map(String).join(".") : "_";
    fields[name] = [...(fields[name] ?? []), issue.message];
  }
  return fields;
}

/** A stored word as one of a closed list. @throws Error when the database holds another: its constraint is wrong. */
export function wordOf<const W extends string>(words: readonly W[], stored: string): W {
  const word = words.find((known) => known === stored);
  if (word === undefined)
    throw new Error(`A row holds the word ${stored}, which is none of ${words.join(", ")}.`);
  return word;
}

/** Input as the schema types it. @throws DomainError `validation_failed` with messages per field. */
export function parseInput<T>(schema: ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError("validation_failed", "Some fields are not valid.", {
    fields: fieldErrors(parsed.error),
  });
}
