import { cookies } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { secret } from "@/lib/secrets";
import {
  SESSION_SECONDS,
  sessionCookieName,
  sessionCookieOptions,
  sessionCookieValue,
} from "./session-cookie";

interface Signed {
  user: { id: string; email: string };
  session: { id: string };
}

/** What NextAuth asks of the product. */
export interface SessionSource {
  /** Null: wrong e-mail or password. */
  signIn(input: { login: string; password: string }): Promise<Signed | null>;
  isAlive(sessionId: string): Promise<boolean>;
  end(sessionId: string): Promise<void>;
}

/**
 * NextAuth over our own sessions: its cookie only names a session row, so that ending the row anywhere
 * (sign-out, password change, removal) signs the dashboard out.
 */
export function sessionOptions(source: SessionSource): NextAuthOptions {
  return {
    secret: secret("AUTH_SECRET"),
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    jwt: { maxAge: SESSION_SECONDS },
    useSecureCookies: sessionCookieOptions().secure,
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    // An ended session makes the jwt callback throw, which NextAuth would report as an error of ours.
    logger: { error: () => {}, warn: () => {} },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        async authorize(credentials) {
          const signed = await source.signIn({
            login: credentials?.email ?? "",
            password: credentials?.password ?? "",
          });
          return signed
            ? { id: signed.user.id, email: signed.user.email, sessionId: signed.session.id }
            : null;
        },
      }),
    ],
    callbacks: {
      async jwt({ token, user }) {
        if (user && "sessionId" in user) return { ...token, sid: user.sessionId };
        if (typeof token.sid !== "string" || !(await source.isAlive(token.sid)))
          throw new Error("This session has ended");
        return token;
      },
      async session({ session }) {
        return session;
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await source.end(token.sid);
      },
    },
  };
}

/** Signs the browser of the current server action or route in. */
export async function setSessionCookie(signed: Signed): Promise<void> {
  const value = await sessionCookieValue(signed.session, signed.user);
  (await cookies()).set(sessionCookieName(), value, { ...sessionCookieOptions(), maxAge: SESSION_SECONDS });
}

/** Takes the cookie from the browser of the current server action; ending the session row is the verb's part. */
export async function endSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookieName(), "", { ...sessionCookieOptions(), maxAge: 0 });
}
