import type { z } from "zod";
import { asSystem, type Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { parseInput } from "@/lib/domain/parse";
import { isPassword } from "./password";
import { type SessionKind, type SignedIn, signInInput } from "./schema";
import { type NewSession, openSession } from "./sessions";

/**
 * Signs a person in by e-mail or user name and password.
 * @param input.needsBusiness a person without a business gets one: what they sign in to works in one.
 * @throws DomainError invalid_credentials, alike and after the same time for unknown names and wrong passwords;
 *   suspended once the password was right.
 */
export async function signIn(
  ctx: Context,
  input: z.input<typeof signInInput> & { kind: SessionKind },
): Promise<SignedIn> {
  const { login, password, ...session } = parseInput(signInInput, input);
  const column = login.includes("@") ? "email" : "username";
  const known = await asSystem(ctx, "sign-in", ({ trx }) =>
    trx.selectFrom("users").select(["id", "password_hash"]).where(column, "=", login).executeTakeFirst(),
  );
  const isRight = await isPassword(password, known?.password_hash);
  if (!known || !isRight) {
    throw new DomainError("invalid_credentials", "The e-mail address or password is wrong.");
  }
  return startSession(ctx, { userId: known.id, ...session });
}

/**
 * Opens a session of a person whose identity the caller has established, in their last used business.
 * @throws DomainError suspended.
 */
export const startSession = (ctx: Context, input: NewSession): Promise<SignedIn> =>
  asSystem(ctx, "a session starts", (system) => openSession(system, input));
