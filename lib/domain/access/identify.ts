import type { Actor, BusinessScope, Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { fingerprint } from "@/lib/domain/secret-text";
import { readAccessToken } from "./access-token";
import { API_KEY_PREFIX, apiKeyStanding } from "./api-key-standing";
import { recall, remember, type Standing } from "./identity-cache";
import { sessionStanding } from "./session-standing";

/** What a request shows of its sender. */
export type Credential =
  | { kind: "bearer"; token: string }
  | { kind: "api_key"; key: string }
  | { kind: "session"; sessionId: string };

/** Who a credential names. */
export interface Identity {
  actor: Actor;
  business: BusinessScope | null;
}

const noLongerGood = () =>
  new DomainError("token_invalid", "This credential is not valid, or no longer. Sign in again.");

/** @throws DomainError for a standing that is refused. */
function checked(standing: Standing, now: Date): Identity {
  if (standing.problem === "token_invalid") throw noLongerGood();
  if (standing.expiresAt && standing.expiresAt <= now) {
    throw new DomainError("token_expired", "This credential has expired. Sign in again.");
  }
  if (standing.problem === "user_suspended") throw new DomainError("suspended", "This account is suspended.");
  if (standing.problem === "business_suspended") {
    throw new DomainError("suspended", "This business is suspended.");
  }
  return { actor: standing.actor, business: standing.business };
}

/**
 * What is remembered, else read. A session without a business is read each time: it gets one any moment.
 * An id that was ended here stays refused without being read.
 */
async function look(ctx: Context, id: string, read: () => Promise<Standing | null>): Promise<Identity> {
  const now = ctx.clock.now();
  const known = recall(id, now);
  if (known === null) throw noLongerGood();
  if (known) return checked(known, now);
  const standing = await read();
  if (!standing) throw noLongerGood();
  if (standing.business) remember(id, standing, now);
  return checked(standing, now);
}

/**
 * Who a credential names, in which business and role. Ended sessions, revoked keys, removed members and
 * suspended people and businesses are refused, at most five seconds after it happened (at once in the process
 * where it happened). A bearer token that starts with `fd_` is an API key.
 * @throws DomainError token_invalid, token_expired, suspended.
 */
export async function identify(ctx: Context, credential: Credential): Promise<Identity> {
  if (credential.kind === "session") return identifySession(ctx, credential.sessionId);
  const text = credential.kind === "bearer" ? credential.token : credential.key;
  if (credential.kind === "api_key" || text.startsWith(API_KEY_PREFIX)) {
    const hash = fingerprint(text);
    return look(ctx, hash.toString("base64url"), () => apiKeyStanding(ctx, hash));
  }
  const { sessionId } = await readAccessToken(text, ctx.clock.now());
  return identifySession(ctx, sessionId);
}

async function identifySession(ctx: Context, sessionId: string): Promise<Identity> {
  if (!isId(sessionId)) throw noLongerGood();
  return look(ctx, sessionId, () => sessionStanding(ctx, sessionId));
}
