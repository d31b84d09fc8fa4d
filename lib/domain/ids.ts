import { createHash, randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const VALUES = new Map([...ALPHABET].map((char, index) => [char, index]));
/** The value of a hexadecimal digit by its character code. */
const HEX_DIGITS = Uint8Array.from(
  { length: 128 },
  (_, code) => Number.parseInt(String.fromCharCode(code), 16) || 0,
);
const ENCODED_LENGTH = 26;
const BITS_PER_CHARACTER = 5;

/** The UUID that no row has. */
export const NIL_UUID = "00000000-0000-0000-0000-000000000000";

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then 74 random bits and no counter, so that one id
 * does not help to guess the next.
 */
export function newId(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A UUID (version 8, RFC 9562 §5.8) that is the same for the same text, so that a repeated command is known again. */
export function derivedUuid(text: string): string {
  const hash = createHash("sha256").update(text).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/** A UUID as a prefixed id for the outside: `lead_` + 26 characters of Crockford base32 in lower case. */
export function encodeId(prefix: string, uuid: string): string {
  const hex = uuid.replaceAll("-", "");
  // 26 characters hold 130 bits: two zeros stand before the UUID's 128.
  let [pending, bits] = [0, 2];
  let text = "";
  for (let i = 0; i < hex.length; i += 1) {
    pending = (pending << 4) | (HEX_DIGITS[hex.charCodeAt(i)] ?? 0);
    bits += 4;
    if (bits < BITS_PER_CHARACTER) continue;
    bits -= BITS_PER_CHARACTER;
    text += ALPHABET.charAt(pending >> bits);
    pending &= (1 << bits) - 1;
  }
  return `${prefix}_${text}`;
}

/** The UUID in a prefixed id; undefined where the text is not one of this prefix. */
export function decodeId(prefix: string, text: string): string | undefined {
  if (!text.startsWith(`${prefix}_`)) return undefined;
  const body = text.slice(prefix.length + 1);
  if (body.length !== ENCODED_LENGTH) return undefined;
  let [pending, bits] = [0, 0];
  let hex = "";
  for (let i = 0; i < ENCODED_LENGTH; i += 1) {
    const value = VALUES.get(body.charAt(i));
    // The first character holds three bits of the UUID and two zeros.
    if (value === undefined || (i === 0 && value > 7)) return undefined;
    pending = (pending << BITS_PER_CHARACTER) | value;
    bits += i === 0 ? 3 : BITS_PER_CHARACTER;
    while (bits >= 4) {
      bits -= 4;
      hex += (pending >> bits).toString(16);
      pending &= (1 << bits) - 1;
    }
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a UUID, so that a query may bind it; anything else names no row. */
export const isId = (text: string): boolean => UUID.test(text);
