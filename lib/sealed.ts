import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { secret } from "@/lib/secrets";

const key = (): Buffer => createHash("sha256").update(secret("ENCRYPTION_KEY")).digest();

/** Text sealed for storage with AES-256-GCM: base64url of nonce (12 bytes), tag (16 bytes) and ciphertext. */
export function seal(text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key(), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** The text inside a seal. @throws Error when it was changed or sealed with another key. */
export function unseal(sealed: string): string {
  const bytes = Buffer.from(sealed, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key(), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
