import type { TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";

/** Whether whoever has this number asked the business for no more texts. */
export async function isOptedOut({ trx, business }: TenantContext, phone: string): Promise<boolean> {
  const row = await trx
    .selectFrom("opt_outs")
    .select("id")
    .where("business_id", "=", business.id)
    .where("phone", "=", phone)
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns false where the number was opted out already. */
export async function optOut(ctx: TenantContext, phone: string, keyword: string): Promise<boolean> {
  const now = ctx.clock.now();
  const row = await ctx.trx
    .insertInto("opt_outs")
    .values({ id: newId(now), business_id: ctx.business.id, phone, keyword, created_at: now })
    .onConflict((conflict) => conflict.columns(["business_id", "phone"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}

/** @returns false where the number was not opted out. */
export async function optIn({ trx, business }: TenantContext, phone: string): Promise<boolean> {
  const row = await trx
    .deleteFrom("opt_outs")
    .where("business_id", "=", business.id)
    .where("phone", "=", phone)
    .returning("id")
    .executeTakeFirst();
  return row !== undefined;
}
