import { createHash } from "node:crypto";

/** A UUID (version 8, RFC 9562 §5.8) that is the same for the same text, so that a repeated command is known again. */
export function derivedUuid(text: string): string {
  const hash = createHash("sha256").update(text).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** The id of a command to a call: repeating the command repeats the id. */
export const commandId = (callId: string, command: string): string => derivedUuid(`${callId}:${command}`);
