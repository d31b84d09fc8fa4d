import { type Kysely, sql, type Transaction } from "kysely";
import type { DB } from "./types";

export type Trx = Transaction<DB>;

/** Who a tenant transaction acts for, as row-level policies see it (UUIDs). */
export interface TenantClaims {
  userId: string | null;
  businessId: string | null;
}

/**
 * Runs work in one transaction as the database role `authenticated` with the given claims, so that row-level
 * policies hold. Role and claims are local to the transaction, as a transaction pooler requires.
 */
export function asTenant<R>(
  db: Kysely<DB>,
  claims: TenantClaims,
  work: (trx: Trx) => Promise<R>,
): Promise<R> {
  const json = JSON.stringify({
    role: "authenticated",
    ...(claims.userId ? { sub: claims.userId } : {}),
    ...(claims.businessId ? { business_id: claims.businessId } : {}),
  });
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('request.jwt.claims', ${json}, true), set_config('role', 'authenticated', true)`.execute(
      trx,
    );
    return work(trx);
  });
}

/** Runs work in one transaction past row-level security. Only `Context.asSystem` calls it, and logs why. */
export function asService<R>(db: Kysely<DB>, work: (trx: Trx) => Promise<R>): Promise<R> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('request.jwt.claims', '', true), set_config('role', 'service_role', true)`.execute(
      trx,
    );
    return work(trx);
  });
}
