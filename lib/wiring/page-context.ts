import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { identify } from "@/lib/domain/access";
import type { BusinessScope, Context } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { readSessionCookie, sessionCookieName } from "@/lib/http/session-cookie";
import { contextOf } from "./context";

export type PageContext = Context & { business: BusinessScope };

/** The context of the signed-in member for pages and server actions, once a request; null when nobody is signed in. */
export const currentContext = cache(async (): Promise<Context | null> => {
  const name = sessionCookieName();
  const value = (await cookies()).get(name)?.value;
  const sessionId = value ? await readSessionCookie(`${name}=${value}`) : null;
  const ip = (await headers()).get("x-forwarded-for")?.split(",")[0]?.trim() ?? null;
  const requestId = `req_${newId(new Date()).replaceAll("-", "")}`;
  const nobody = await contextOf({ requestId, ip, actor: { kind: "anonymous" }, business: null });
  if (sessionId === null) return null;
  const identity = await identify(nobody, { kind: "session", sessionId }).catch(() => null);
  return identity && contextOf({ requestId, ip, ...identity });
});

/** As `currentContext`; whoever is not signed in is sent to sign in, and then to `next`, a path. */
export async function signedInContext(next?: string): Promise<Context> {
  const ctx = await currentContext();
  return ctx ?? redirect(next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in");
}

/** As `signedInContext`; whoever works nowhere is sent to where they make a business. */
export async function pageContext(): Promise<PageContext> {
  const ctx = await signedInContext();
  const { business } = ctx;
  if (!business) redirect("/new-business");
  return { ...ctx, business };
}

/** The context of nobody in particular, for sign-in and sign-up. */
export async function publicContext(): Promise<Context> {
  const ip = (await headers()).get("x-forwarded-for")?.split(",")[0]?.trim() ?? null;
  const requestId = `req_${newId(new Date()).replaceAll("-", "")}`;
  return contextOf({ requestId, ip, actor: { kind: "anonymous" }, business: null });
}
