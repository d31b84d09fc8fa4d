import { asSystem, type Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { signedInUser } from "./caller";
import { closeSessions } from "./sessions";

/** Ends the session of the caller, with every token and cookie that names it. Nothing to end is no error. */
export async function signOut(ctx: Context): Promise<void> {
  if (ctx.actor.kind !== "user") return;
  const { sessionId, userId } = ctx.actor;
  await asSystem(ctx, "sign-out", (system) => closeSessions(system, { sessionId, userId }, "sign_out"));
}

/** Ends every session of the signed-in person. @throws DomainError unauthenticated, forbidden for keys. */
export async function signOutEverywhere(ctx: Context): Promise<void> {
  const { userId } = signedInUser(ctx);
  await asSystem(ctx, "sign-out everywhere", (system) => closeSessions(system, { userId }, "sign_out"));
}

/**
 * Ends one session: a person theirs, the system anyone's. One that is over or not theirs is no error.
 * @throws DomainError forbidden for keys and strangers.
 */
export async function endSession(ctx: Context, sessionId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user" && actor.kind !== "system") {
    throw new DomainError("forbidden", "Only a signed-in person can end their sessions.");
  }
  if (!isId(sessionId)) return;
  const which = actor.kind === "user" ? { sessionId, userId: actor.userId } : { sessionId };
  await asSystem(ctx, "sign-out", (system) => closeSessions(system, which, "sign_out"));
}
