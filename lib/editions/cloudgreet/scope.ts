import { listBusinesses } from "@/lib/domain/businesses";
import { type Context, inBusiness } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

const isMissing = (error: unknown): error is DomainError =>
  error instanceof DomainError && error.code === "not_found";

/** What `find` finds in the caller's other businesses; undefined where none of them has it. */
async function findElsewhere<T>(ctx: Context, find: (ctx: Context) => Promise<T>) {
  const { items } = await listBusinesses(ctx, { page: 1, limit: 100 });
  for (const { id } of items) {
    if (id === ctx.business?.id) continue;
    const scoped = await inBusiness(ctx, id);
    try {
      return { ctx: scoped, found: await find(scoped) };
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
  return undefined;
}

/**
 * A thing that a path names by its id alone, and the context in the business that has it: the token's, else
 * another of the caller's.
 * @throws DomainError `not_found` where no business of the caller has it; what `find` throws.
 */
export async function inBusinessWith<T>(
  ctx: Context,
  find: (ctx: Context) => Promise<T>,
): Promise<{ ctx: Context; found: T }> {
  try {
    return { ctx, found: await find(ctx) };
  } catch (error) {
    if (!isMissing(error) || ctx.actor.kind !== "user") throw error;
    const elsewhere = await findElsewhere(ctx, find);
    if (!elsewhere) throw error;
    return elsewhere;
  }
}
