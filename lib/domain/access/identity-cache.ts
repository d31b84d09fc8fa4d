import type { Actor, BusinessScope } from "@/lib/domain/context";

/** What a session or key stands for, as last read. `problem`: why it is refused. */
export interface Standing {
  problem: "token_invalid" | "user_suspended" | "business_suspended" | null;
  actor: Actor;
  business: BusinessScope | null;
  expiresAt: Date | null;
}

interface Remembered {
  standing: Standing | null;
  at: number;
}

const FRESH_MILLISECONDS = 5_000;
const MAX_ENTRIES = 10_000;

declare global {
  var frontdeskIdentities: Map<string, Remembered> | undefined;
}

/** On globalThis: the server bundles a module more than once, and all copies must forget together. */
const entries = (): Map<string, Remembered> => {
  globalThis.frontdeskIdentities ??= new Map();
  return globalThis.frontdeskIdentities;
};

/** What is remembered under an id, at most five seconds old; null: it was ended here; undefined: unknown. */
export function recall(id: string, now: Date): Standing | null | undefined {
  const entry = entries().get(id);
  if (!entry || Math.abs(now.getTime() - entry.at) > FRESH_MILLISECONDS) return undefined;
  return entry.standing;
}

/** Remembers what was read, unless the same was ended here while it was being read. */
export function remember(id: string, standing: Standing, now: Date): void {
  if (recall(id, now) === null) return;
  put(id, { standing, at: now.getTime() });
}

/** Refuses sessions or keys at once, before the database is asked again. */
export function forget(ids: readonly string[], now: Date): void {
  for (const id of ids) put(id, { standing: null, at: now.getTime() });
}

/** Has the database asked again, after a change that ends nothing. */
export const reread = (id: string): void => void entries().delete(id);

function put(id: string, entry: Remembered): void {
  const map = entries();
  map.delete(id);
  map.set(id, entry);
  const oldest = map.keys().next();
  if (map.size > MAX_ENTRIES && !oldest.done) map.delete(oldest.value);
}
