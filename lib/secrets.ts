import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { env } from "@/lib/env";

const NAMES = ["AUTH_SECRET", "JWT_SECRET", "ENCRYPTION_KEY", "CRON_SECRET"] as const;
export type SecretName = (typeof NAMES)[number];

let made: Record<string, string> | undefined;

/** Secrets of an installation that sets none: made once, readable by this user only, kept beside the data. */
function madeSecrets(): Record<string, string> {
  if (made) return made;
  const folder = path.resolve(env().DATA_DIR);
  const file = path.join(folder, "secrets.json");
  mkdirSync(folder, { recursive: true });
  const fresh = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString("base64url")]));
  try {
    writeFileSync(file, JSON.stringify(fresh, null, 2), { flag: "wx", mode: 0o600 });
    made = fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    made = { ...fresh, ...(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>) };
  }
  return made;
}

/** A secret of this installation: the environment's, else the one kept in DATA_DIR. */
export function secret(name: SecretName): string {
  const given = env()[name];
  if (given) return given;
  const kept = madeSecrets()[name];
  if (!kept) throw new Error(`${name} is missing from secrets.json in DATA_DIR`);
  return kept;
}
