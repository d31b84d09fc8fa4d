import { z } from "zod";
import {
  getUser,
  type SignedIn,
  signIn,
  signOut,
  signUp,
  startSession,
  type User,
} from "@/lib/domain/access";
import { type Business, getBusiness } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import { sessionClearCookie, sessionSetCookie } from "@/lib/http/session-cookie";
import { iso, isoText, line } from "@/lib/http/wire";

const password = z.string().min(1).max(200);

export const registerBody = z.object({
  username: line(50).min(1),
  email: z.email().max(320),
  password,
  businessName: line(200).min(1),
});
export const loginBody = z.object({ username: line(320).min(1), password });

export const userJson = z.strictObject({
  id: z.number().int(),
  username: z.string(),
  email: z.string(),
  businessName: z.string(),
  createdAt: isoText,
});

interface Account {
  user: User;
  /** Null for a person without any. */
  business: Pick<Business, "name"> | null;
}
interface Answer {
  headers: Headers;
}

async function enter(ctx: Context, signed: SignedIn, reply: Answer): Promise<Account> {
  reply.headers.append("Set-Cookie", await sessionSetCookie(signed));
  const { user, session, business } = signed;
  const actor = { kind: "user", userId: user.id, sessionId: session.id, isPlatformAdmin: false } as const;
  return { user, business: business && (await getBusiness({ ...ctx, actor, business })) };
}

/** Makes the account and signs it in. @throws DomainError validation_failed, already_exists. */
export async function register(
  ctx: Context,
  body: z.output<typeof registerBody>,
  reply: Answer,
): Promise<Account> {
  const { user } = await signUp(ctx, body);
  return enter(ctx, await startSession(ctx, { userId: user.id, kind: "browser" }), reply);
}

/**
 * Signs in by user name or e-mail address, in a business: a person without any gets one.
 * @throws DomainError invalid_credentials, suspended.
 */
export const login = async (
  ctx: Context,
  body: z.output<typeof loginBody>,
  reply: Answer,
): Promise<Account> =>
  enter(
    ctx,
    await signIn(ctx, {
      login: body.username,
      password: body.password,
      kind: "browser",
      needsBusiness: true,
    }),
    reply,
  );

/** Ends the session of whoever asks, and takes the cookie back; nobody's is no error. */
export async function logout(ctx: Context, reply: Answer): Promise<void> {
  await signOut(ctx);
  reply.headers.append("Set-Cookie", sessionClearCookie());
}

/** The signed-in person and the name of their business. @throws DomainError forbidden for keys. */
export const currentAccount = async (ctx: Context): Promise<Account> => ({
  user: await getUser(ctx),
  business: ctx.business && (await getBusiness(ctx)),
});

export const userView = ({ user, business }: Account): z.input<typeof userJson> => ({
  id: user.number,
  username: user.username,
  email: user.email,
  businessName: business?.name ?? "",
  createdAt: iso(user.createdAt),
});
