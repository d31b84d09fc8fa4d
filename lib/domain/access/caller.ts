import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

/** The signed-in person. @throws DomainError unauthenticated for nobody, forbidden for keys and the like. */
export function signedInUser(ctx: Context): { userId: string; sessionId: string } {
  if (ctx.actor.kind === "user") return ctx.actor;
  if (ctx.actor.kind === "anonymous") throw new DomainError("unauthenticated", "Sign in first.");
  throw new DomainError("forbidden", "Only a signed-in person can do this.");
}
