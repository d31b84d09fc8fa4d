import { type RawBuilder, sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";

const ofRow = sql<string | null>`appointments.service_id`;

/**
 * A column of the service that a row of the ledger is for, where the service tells a price.
 * @param serviceId that of the row, unless it changes with the same statement.
 */
export const bookedPrice = <Column extends "price_minor" | "currency">(
  ctx: TenantContext,
  column: Column,
  serviceId: RawBuilder<string | null> = ofRow,
) =>
  ctx.trx
    .selectFrom("services")
    .select(column)
    .where("services.business_id", "=", ctx.business.id)
    .where("services.price_minor", "is not", null)
    .where(sql<boolean>`services.id = ${serviceId}`);
