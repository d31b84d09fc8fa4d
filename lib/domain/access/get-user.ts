import { asSystem, type Context } from "@/lib/domain/context";
import { signedInUser } from "./caller";
import type { User } from "./schema";
import { loadUser } from "./user-row";

/** The signed-in person. @throws DomainError unauthenticated, forbidden for keys. */
export async function getUser(ctx: Context): Promise<User> {
  const { userId } = signedInUser(ctx);
  return asSystem(ctx, "a person reads their own account", ({ trx }) => loadUser(trx, userId));
}
