import { z } from "zod";
import {
  issueRefreshToken,
  mintAccessToken,
  refreshSession,
  registerPerson,
  type SignedIn,
  signIn,
  startSession,
} from "@/lib/domain/access";
import type { Context } from "@/lib/domain/context";
import { signUpInvited } from "@/lib/domain/members";
import { line } from "@/lib/http/wire";
import { ids } from "./ids";
import { displayName, userJson, userView } from "./users";

/** Microbit, "Token Lifecycle": 15 minutes. */
const ACCESS_SECONDS = 900;

const password = z.string().min(1).max(200);
/** "min 8 chars, contains number by default"; how long it has to be is the same everywhere. */
const newPassword = password.regex(/\d/, "Use at least one digit.");

export const registerBody = z.object({
  email: z.email().max(320),
  password: newPassword,
  display_name: displayName,
  invite_token: line(500).min(1).nullish(),
});
export const loginBody = z.object({ email: line(320).min(1), password });
export const refreshBody = z.object({ refresh_token: line(500).min(1) });
export const passwordBody = z.object({ old_password: password, new_password: newPassword });

const tokenFields = {
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.number().int(),
};
export const accessJson = z.strictObject(tokenFields);
export const signedInJson = z.strictObject({ user: userJson, refresh_token: z.string(), ...tokenFields });

interface Access {
  signedIn: SignedIn;
  accessToken: string;
}

async function withAccess(ctx: Context, signedIn: SignedIn): Promise<Access> {
  const accessToken = await mintAccessToken({
    signedIn,
    lifetimeSeconds: ACCESS_SECONDS,
    claims: { sub: ids.write("user", signedIn.user.id) },
    now: ctx.clock.now(),
  });
  return { signedIn, accessToken };
}

async function withTokens(ctx: Context, signedIn: SignedIn): Promise<Access & { refreshToken: string }> {
  const refreshToken = await issueRefreshToken(ctx, signedIn.session.id);
  return { ...(await withAccess(ctx, signedIn)), refreshToken };
}

/**
 * Makes a person, without a business of their own. With a token they join the business that invites them, and where the
 * token was mailed to them all others that invite their address.
 * @throws DomainError validation_failed, already_exists, not_found for a token that is over, forbidden for an address that
 * is not the invited one, and while registration is closed to those without a token.
 */
export async function register(ctx: Context, body: z.output<typeof registerBody>) {
  const { email, password, display_name: name, invite_token: token } = body;
  const person = { email, password, ...name };
  const { id } = token
    ? (await signUpInvited(ctx, { ...person, token }, { joinsAll: true })).user
    : await registerPerson(ctx, person, { isEmailProven: false }, async (_, user) => user);
  return withTokens(ctx, await startSession(ctx, { userId: id, kind: "token" }));
}

/** Signs in by e-mail address. @throws DomainError invalid_credentials, suspended. */
export const login = async (ctx: Context, { email, password }: z.output<typeof loginBody>) =>
  withTokens(ctx, await signIn(ctx, { login: email, password, kind: "token" }));

/** Goes on with a session; its refresh token stays. @throws DomainError token_invalid, token_expired, suspended. */
export const refresh = async (ctx: Context, { refresh_token }: z.output<typeof refreshBody>) =>
  withAccess(ctx, await refreshSession(ctx, { refreshToken: refresh_token, rotate: false }));

export const accessView = ({ accessToken }: Access): z.input<typeof accessJson> => ({
  access_token: accessToken,
  token_type: "Bearer",
  expires_in: ACCESS_SECONDS,
});

export const signedInView = (access: Access & { refreshToken: string }): z.input<typeof signedInJson> => ({
  user: userView(access.signedIn.user),
  refresh_token: access.refreshToken,
  ...accessView(access),
});
