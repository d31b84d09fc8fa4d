import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { integrationOf } from "./row";
import type { Integration } from "./schema";

/** The accounts that the business has connected, oldest first; there is at most one of a type. @throws DomainError forbidden. */
export async function listIntegrations(ctx: Context): Promise<Integration[]> {
  authorize(ctx, "integration:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const rows = await trx
      .selectFrom("integrations")
      .selectAll()
      .where("business_id", "=", business.id)
      .orderBy("number")
      .execute();
    return rows.map(integrationOf);
  });
}

/** One of the business by the number that editions with numeric ids show. @throws DomainError forbidden, not_found. */
export async function getIntegrationNumbered(ctx: Context, number: number): Promise<Integration> {
  authorize(ctx, "integration:read");
  return inTenant(ctx, async ({ trx, business }) => {
    const row = await trx
      .selectFrom("integrations")
      .selectAll()
      .where("business_id", "=", business.id)
      .where("number", "=", number)
      .executeTakeFirst();
    if (!row) throw notFound("integration");
    return integrationOf(row);
  });
}
