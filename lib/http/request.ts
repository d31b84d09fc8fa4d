import type { ZodType } from "zod";
import { DomainError, type FieldErrors } from "@/lib/domain/errors";
import { fieldErrors } from "@/lib/domain/parse";

const MAX_BODY_BYTES = 1_000_000;

const tooLarge = (maxBytes: number) =>
  new DomainError(
    "payload_too_large",
    `The body is larger than ${maxBytes < 1_000_000 ? `${maxBytes / 1000} kB` : `${maxBytes / 1_000_000} MB`}.`,
  );

/**
 * The body as text, of 1 MB at most where nothing else is said.
 * @throws DomainError `payload_too_large`, `malformed` for what is not UTF-8.
 */
export async function readBody(request: Request, maxBytes = MAX_BODY_BYTES): Promise<string> {
  if (!request.body) return "";
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new DomainError("malformed", "The body is not valid UTF-8 text.");
  }
}

/** Escapes of what no text or jsonb column can store: U+0000 and halves of a character. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/i;
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Refuses what cannot be stored, anywhere in a parsed value. @throws DomainError `malformed`. */
function refuseUnstorable(root: unknown): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === "string" && value.includes("\u0000")) {
      throw new DomainError("malformed", "Text must not contain the character U+0000.");
    }
    if (typeof value === "string" && HALF_CHARACTER.test(value)) {
      throw new DomainError("malformed", "Text must not contain half a character (a lone surrogate).");
    }
    if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) stack.push(key, inner);
    }
  }
}

/**
 * The JSON value of a body; an empty body is `{}`, so that a missing field is named.
 * @throws DomainError `unsupported_media_type`, `malformed`.
 */
export function parseJson(text: string, contentType: string | null): unknown {
  const mediaType = contentType?.split(";")[0]?.trim().toLowerCase();
  if (mediaType && mediaType !== "application/json" && !mediaType.endsWith("+json")) {
    throw new DomainError("unsupported_media_type", "Send the body as application/json.");
  }
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new DomainError("malformed", "The body is not valid JSON.");
  }
  if (UNSTORABLE_ESCAPE.test(text) || text.includes("\u0000")) refuseUnstorable(value);
  return value;
}

/** Query parameters as an object. @throws DomainError `validation_failed` for a key given twice. */
export function queryOf(url: URL): Record<string, string> {
  const values: Record<string, string> = {};
  const fields: FieldErrors = {};
  for (const [key, value] of url.searchParams) {
    if (Object.hasOwn(values, key)) fields[key] = ["Give this parameter once."];
    if (value.includes("\u0000")) fields[key] = ["Must not contain the character U+0000."];
    Object.defineProperty(values, key, { value, enumerable: true, configurable: true, writable: true });
  }
  if (Object.keys(fields).length > 0) {
    throw new DomainError("validation_failed", "Some query parameters are not valid.", { fields });
  }
  return values;
}

/** One part of a request as its schema types it. @throws DomainError `validation_failed` with messages per field. */
export function parsePart<T>(schema: ZodType<T> | undefined, value: unknown): T | undefined {
  if (!schema) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DomainError("validation_failed", "Validation failed", { fields: fieldErrors(parsed.error) });
}

/** The caller's address as the platform (or lib/http/server.ts in front of Next) reports it. */
export const clientIp = (request: Request): string | null =>
  request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() || null;
