import { decode, encode } from "next-auth/jwt";
import { appUrl } from "@/lib/env";
import { secret } from "@/lib/secrets";

/** How long the dashboard stays signed in; the session row in the database ends earlier when it is ended. */
export const SESSION_SECONDS = 7 * 24 * 3600;

const isSecure = (): boolean => appUrl().startsWith("https://");

export const sessionCookieName = (): string => `${isSecure() ? "__Secure-" : ""}next-auth.session-token`;

/** The attributes of the cookie: not readable by scripts, not sent along by other sites' forms. */
export const sessionCookieOptions = () => ({
  httpOnly: true,
  sameSite: "lax" as const,
  path: "/",
  secure: isSecure(),
});

/** The encrypted value that NextAuth would have set for this session. */
export const sessionCookieValue = (
  session: { id: string },
  user: { id: string; email: string },
): Promise<string> =>
  encode({
    secret: secret("AUTH_SECRET"),
    maxAge: SESSION_SECONDS,
    token: { sub: user.id, email: user.email, sid: session.id },
  });

/** The session id in a Cookie header; null where there is none, or it is not ours, or it is expired. */
export async function readSessionCookie(header: string | null): Promise<string | null> {
  if (!header) return null;
  const name = `${sessionCookieName()}=`;
  const pair = header.split("; ").find((part) => part.startsWith(name));
  if (!pair) return null;
  try {
    const token = await decode({ token: pair.slice(name.length), secret: secret("AUTH_SECRET") });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}

const setCookie = (value: string, maxAge: number): string =>
  [
    `${sessionCookieName()}=${value}`,
    "Path=/",
    `Max-Age=${maxAge}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isSecure() ? ["Secure"] : []),
  ].join("; ");

/** The `Set-Cookie` header that signs the sender of a request in. */
export const sessionSetCookie = async (signed: {
  session: { id: string };
  user: { id: string; email: string };
}): Promise<string> => setCookie(await sessionCookieValue(signed.session, signed.user), SESSION_SECONDS);

/** The `Set-Cookie` header that takes the session cookie back. */
export const sessionClearCookie = (): string => setCookie("", 0);
