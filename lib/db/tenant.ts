import { type Kysely, sql, type Transaction } from "kysely";
import pg from "pg";
import { beginningWith } from "./begin";
import type { DB } from "./types";

export type Trx = Transaction<DB>;

/** Who a tenant transaction acts for, as row-level policies see it (UUIDs). */
export interface TenantClaims {
  userId: string | null;
  businessId: string | null;
}

/** The statement that takes on a role and claims for the rest of a transaction. */
const takeOn = (role: "authenticated" | "service_role", claims: string): string =>
  `select set_config('request.jwt.claims', ${pg.escapeLiteral(claims)}, true), set_config('role', '${role}', true)`;

const claimsText = ({ userId, businessId }: TenantClaims): string =>
  JSON.stringify({
    role: "authenticated",
    ...(userId ? { sub: userId } : {}),
    ...(businessId ? { business_id: businessId } : {}),
  });

const within = <R>(db: Kysely<DB>, opening: string, work: (trx: Trx) => Promise<R>): Promise<R> =>
  beginningWith(opening, () => db.transaction().execute(work));

/**
 * Runs work in one transaction as the database role `authenticated` with the given claims, so that row-level
 * policies hold. Role and claims are local to the transaction, as a transaction pooler requires.
 */
export function asTenant<R>(
  db: Kysely<DB>,
  claims: TenantClaims,
  work: (trx: Trx) => Promise<R>,
): Promise<R> {
  return within(db, takeOn("authenticated", claimsText(claims)), work);
}

/** Gives up what a service transaction may do, for the rest of it: from here on row-level policies hold as for a tenant. */
export const becomeTenant = async (trx: Trx, claims: TenantClaims): Promise<void> => {
  await sql.raw(takeOn("authenticated", claimsText(claims))).execute(trx);
};

/** Runs work in one transaction past row-level security. Only `Context.asSystem` calls it, and logs why. */
export const asService = <R>(db: Kysely<DB>, work: (trx: Trx) => Promise<R>): Promise<R> =>
  within(db, takeOn("service_role", ""), work);
