import { errors, jwtVerify, SignJWT } from "jose";
import { DomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { secret } from "@/lib/secrets";
import type { SignedIn } from "./schema";

const ISSUER = "frontdesk";
const AUDIENCE = "frontdesk-api";
/** One family of algorithms, and the type that the documents' own tokens show. */
const ALGORITHM = "HS256";
const TYPE = "JWT";

let imported: { secret: string; key: Promise<CryptoKey> } | undefined;

/** The signing key, imported once: every request verifies a token. */
function signingKey(): Promise<CryptoKey> {
  const text = secret("JWT_SECRET");
  if (imported?.secret !== text) {
    const usages: KeyUsage[] = ["sign", "verify"];
    const algorithm = { name: "HMAC", hash: "SHA-256" };
    const key = crypto.subtle.importKey("raw", new TextEncoder().encode(text), algorithm, false, usages);
    imported = { secret: text, key };
    verified.clear();
  }
  return imported.key;
}

interface Verified {
  sessionId: string;
  expiresAt: number;
}

const MAX_VERIFIED = 10_000;
/** Tokens whose signature held under the current key. A signature once good stays good; the end is compared each time. */
const verified = new Map<string, Verified>();

export interface NewAccessToken {
  signedIn: SignedIn;
  lifetimeSeconds: number;
  /** What the contract promises to show inside (`sub`, `business_id`, `role`, …). Nothing of it is believed later. */
  claims: Record<string, unknown>;
  now: Date;
}

/** An access token (RFC 7519) of a session. It is good until it expires or its session ends. */
export async function mintAccessToken(token: NewAccessToken): Promise<string> {
  const issuedAt = Math.floor(token.now.getTime() / 1000);
  return new SignJWT({ sub: token.signedIn.user.id, ...token.claims, sid: token.signedIn.session.id })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + token.lifetimeSeconds)
    .sign(await signingKey());
}

const notValid = (cause?: unknown) => new DomainError("token_invalid", "This token is not valid.", { cause });

/**
 * The session that an access token names.
 * @throws DomainError token_expired, token_invalid for everything that is not one of our access tokens.
 */
export async function readAccessToken(token: string, now: Date): Promise<{ sessionId: string }> {
  const key = await signingKey();
  const known = verified.get(token);
  if (known && now.getTime() < known.expiresAt) return { sessionId: known.sessionId };
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      typ: TYPE,
      requiredClaims: ["exp", "iat", "sid"],
      currentDate: now,
    });
    if (typeof payload.sid === "string" && isId(payload.sid)) {
      if (verified.size >= MAX_VERIFIED) verified.clear();
      verified.set(token, { sessionId: payload.sid, expiresAt: (payload.exp ?? 0) * 1000 });
      return { sessionId: payload.sid };
    }
  } catch (error) {
    if (error instanceof errors.JWTExpired) {
      throw new DomainError("token_expired", "This token has expired. Sign in again or refresh it.");
    }
    throw notValid(error);
  }
  throw notValid();
}
