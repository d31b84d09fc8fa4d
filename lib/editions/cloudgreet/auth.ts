import { z } from "zod";
import {
  mintAccessToken,
  requestPasswordReset,
  resetPassword,
  type SignedIn,
  signIn,
  signUp,
  startSession,
} from "@/lib/domain/access";
import type { Context } from "@/lib/domain/context";
import { line } from "@/lib/http/wire";
import { ids } from "./ids";
import { ROLE_WORDS } from "./roles";

/** CloudGreet, "POST /auth/login": `expires_in` 3600. */
const TOKEN_SECONDS = 3600;

const password = z.string().min(1).max(200);

export const loginBody = z.object({ email: line(320).min(1), password });
export const registerBody = z.object({
  email: z.email().max(320),
  password,
  business_name: line(200).min(1),
  first_name: line(100).default(""),
  last_name: line(100).default(""),
});
export const forgotBody = z.object({ email: z.email().max(320) });
export const resetBody = z.object({ token: line(500).min(1), password });

export const tokenJson = z.strictObject({
  token: z.string(),
  user: z.strictObject({
    id: z.string(),
    email: z.string(),
    business_id: z.string().nullable(),
    role: z.enum(["admin", "user", "agent"]),
    first_name: z.string(),
    last_name: z.string(),
  }),
  expires_in: z.number().int(),
});

/** Actions that show nothing answer with empty data; the envelope's message says what happened. */
export const emptyJson = z.strictObject({});
export const emptyView = () => ({});

const roleOf = (signed: SignedIn) => ROLE_WORDS[signed.business?.role ?? "guest"];

async function withToken(ctx: Context, signedIn: SignedIn) {
  const token = await mintAccessToken({
    signedIn,
    lifetimeSeconds: TOKEN_SECONDS,
    claims: {
      sub: ids.write("user", signedIn.user.id),
      business_id: ids.writeNullable("business", signedIn.business?.id ?? null),
      role: roleOf(signedIn),
    },
    now: ctx.clock.now(),
  });
  return { signedIn, token };
}

export const login = async (ctx: Context, body: z.output<typeof loginBody>) =>
  withToken(
    ctx,
    await signIn(ctx, { login: body.email, password: body.password, kind: "token", needsBusiness: true }),
  );

export async function register(ctx: Context, body: z.output<typeof registerBody>) {
  const { user } = await signUp(ctx, {
    email: body.email,
    password: body.password,
    businessName: body.business_name,
    firstName: body.first_name,
    lastName: body.last_name,
  });
  return withToken(ctx, await startSession(ctx, { userId: user.id, kind: "token" }));
}

export const forgotPassword = (ctx: Context, body: z.output<typeof forgotBody>) =>
  requestPasswordReset(ctx, body);
export const setPassword = (ctx: Context, body: z.output<typeof resetBody>) => resetPassword(ctx, body);

export const tokenView = ({
  signedIn,
  token,
}: {
  signedIn: SignedIn;
  token: string;
}): z.input<typeof tokenJson> => ({
  token,
  user: {
    id: ids.write("user", signedIn.user.id),
    email: signedIn.user.email,
    business_id: ids.writeNullable("business", signedIn.business?.id ?? null),
    role: roleOf(signedIn),
    first_name: signedIn.user.firstName,
    last_name: signedIn.user.lastName,
  },
  expires_in: TOKEN_SECONDS,
});
