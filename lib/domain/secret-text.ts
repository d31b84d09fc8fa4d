import { createHash, createHmac, randomBytes, randomInt } from "node:crypto";
import { secret } from "@/lib/secrets";

/** 256 random bits as text for links, keys and cookies. */
export const randomText = (): string => randomBytes(32).toString("base64url");

/** How a secret of full randomness is stored (ASVS 5.0, 6.5.2: plain SHA-256 is enough from 112 bits). */
export const fingerprint = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Six random digits. */
export const randomCode = (): string => String(randomInt(1_000_000)).padStart(6, "0");

/** How a six-digit code is stored: keyed, since a million plain hashes are tried in a second. */
export const codeFingerprint = (tokenId: string, code: string): Buffer =>
  createHmac("sha256", secret("AUTH_SECRET")).update(`${tokenId}:${code}`).digest();
