import { DomainError } from "@/lib/domain/errors";
import { readSessionCookie } from "./session-cookie";

/** What a request shows of its sender. */
export type Credential =
  | { kind: "bearer"; token: string }
  | { kind: "api_key"; key: string }
  | { kind: "session"; sessionId: string };

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/** A browser sends its cookie along with requests that other sites make; those may not write. */
function refuseCrossSite(request: Request): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get("origin");
  const host = request.headers.get("host");
  const isSameOrigin = origin === null || (URL.canParse(origin) && new URL(origin).host === host);
  const site = request.headers.get("sec-fetch-site");
  if (!isSameOrigin || (site !== null && site !== "same-origin" && site !== "none")) {
    throw new DomainError(
      "forbidden",
      "This request came from another site. Send it from the dashboard or with a token.",
    );
  }
}

/**
 * The credential of a request: `Authorization: Bearer …` (access token or API key), `X-API-Key`, or the
 * dashboard's session cookie, in this order; null where there is none.
 * @throws DomainError `forbidden` for a write with a cookie from another site.
 */
export async function credentialOf(request: Request): Promise<Credential | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const token = /^bearer +(\S+)$/i.exec(authorization.trim())?.[1];
    return { kind: "bearer", token: token ?? "" };
  }
  const key = request.headers.get("x-api-key");
  if (key !== null) return { kind: "api_key", key };
  const sessionId = await readSessionCookie(request.headers.get("cookie"));
  if (sessionId === null) return null;
  refuseCrossSite(request);
  return { kind: "session", sessionId };
}
