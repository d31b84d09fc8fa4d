import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";

/** Opens again what a closure had closed. @throws DomainError forbidden, not_found. */
export async function removeClosure(ctx: Context, id: string): Promise<void> {
  authorize(ctx, "calendar:write");
  await inTenant(ctx, async (ctx) => {
    const removed = isId(id)
      ? await ctx.trx
          .deleteFrom("closures")
          .where("business_id", "=", ctx.business.id)
          .where("id", "=", id)
          .returning("id")
          .executeTakeFirst()
      : undefined;
    if (!removed) throw new DomainError("not_found", "Closure not found");
    await audit(ctx, "closure.delete", id);
  });
}
