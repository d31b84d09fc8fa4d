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

/** Input as the schema types it. @throws DomainError `validation_failed` with messages per field. */
export function parseInput<T>(schema: ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError("validation_failed", "Some fields are not valid.", {
    fields: fieldErrors(parsed.error),
  });
}
