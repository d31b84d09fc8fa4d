import { availableParallelism } from "node:os";
import { hash, type Options, verify } from "@node-rs/argon2";
import { z } from "zod";

/** OWASP Password Storage: argon2id with 19 MiB, two passes, one lane. Algorithm 2 is argon2id. */
const OPTIONS: Options = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const MIN_LENGTH = 8;
const MAX_LENGTH = 200;

/** Of nobody's password: unknown names are checked against it, so that they take as long as known ones. */
const NOBODYS_HASH =
  "$argon2id$v=19$m=19456,t=2,p=1$tYAKtsjfMvRWrZ4gSH4DGw$DTGEEP3DRSDaNqdKa8iImWNj47xrYbXy/yjNTCTO3HQ";

/** Length is the only rule (OWASP ASVS 5.0, 6.2.1–6.2.9): no composition rules, nothing cut off or trimmed. */
export const passwordSchema = z
  .string()
  .refine((text) => [...text].length >= MIN_LENGTH, `Use at least ${MIN_LENGTH} characters.`)
  .refine((text) => [...text].length <= MAX_LENGTH, `Use at most ${MAX_LENGTH} characters.`);

const MAX_AT_ONCE = Math.min(4, Math.max(2, availableParallelism()));
let running = 0;
const waiting: (() => void)[] = [];

/** Runs a few hashes at once: each takes 19 MiB and a thread that file and name look-ups need as well. */
async function inTurn<R>(work: () => Promise<R>): Promise<R> {
  if (running >= MAX_AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** The argon2id hash of a password, as it is stored. */
export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, OPTIONS));

/**
 * Whether a password is the one behind a hash. Without a hash (nobody has that name) it takes as long and says no.
 */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  if (password.length > MAX_LENGTH * 2) return false;
  const matches = await inTurn(() => verify(passwordHash ?? NOBODYS_HASH, password).catch(() => false));
  return matches && passwordHash !== undefined;
}
