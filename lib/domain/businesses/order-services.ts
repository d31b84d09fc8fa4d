import { sql } from "kysely";
import { z } from "zod";
import { audit, authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";
import { parseInput } from "@/lib/domain/parse";

const serviceIds = z
  .array(z.string().refine(isId, "Must be the id of a service."))
  .min(1)
  .max(1000)
  .refine((ids) => new Set(ids).size === ids.length, "Name each service once.");

/**
 * Puts services into an order: the first named comes first. Services that are not named come after them, as
 * they stood.
 * @throws DomainError forbidden, validation_failed, not_found.
 */
export async function orderServices(ctx: Context, ids: string[]): Promise<void> {
  authorize(ctx, "calendar:write");
  const wanted = parseInput(serviceIds, ids);
  await inTenant(ctx, async (ctx) => {
    const rows = await ctx.trx
      .selectFrom("services")
      .select("id")
      .where("business_id", "=", ctx.business.id)
      .orderBy("position")
      .orderBy("name")
      .forUpdate()
      .execute();
    const present = rows.map(({ id }) => id);
    if (wanted.some((id) => !present.includes(id))) throw notFound("service");
    const order = [...wanted, ...present.filter((id) => !wanted.includes(id))];
    await sql`
      update public.services set position = named.place - 1, updated_at = ${ctx.clock.now()}
      from unnest(${sql.val(order)}::uuid[]) with ordinality as named (id, place)
      where services.business_id = ${ctx.business.id} and services.id = named.id
        and services.position <> named.place - 1`.execute(ctx.trx);
    await audit(ctx, "service.order", ctx.business.id, { ids: order });
  });
}
