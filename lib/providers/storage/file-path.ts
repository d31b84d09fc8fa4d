import { VendorError } from "@/lib/domain/ports";

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}$/;
const MAXIMUM_SEGMENTS = 8;

/**
 * A path of a stored file: segments of letters, digits, `.`, `_`, `-`, none of them starting with a dot.
 * @throws VendorError, not to be tried again.
 */
export function checkedPath(path: string): string {
  const segments = path.split("/");
  if (segments.length > MAXIMUM_SEGMENTS || !segments.every((segment) => SEGMENT.test(segment))) {
    throw new VendorError("files", "This is not the path of a file.", { isRetryable: false });
  }
  return path;
}

const TYPES: Record<string, string> = {
  wav: "audio/wav",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  ics: "text/calendar; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
};

/** The media type that a file's name promises. Nothing that a browser would run. */
export function contentTypeOf(path: string): string {
  const extension = path.split(".").at(-1)?.toLowerCase() ?? "";
  return (Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined) ?? "application/octet-stream";
}
