import { type RawBuilder, sql } from "kysely";
import { type AppointmentStatus, appointmentRows } from "@/lib/domain/appointments";
import type { TenantContext } from "@/lib/domain/context";
import { leadRows } from "@/lib/domain/leads";
import type { Range } from "./periods";

/** The instant by which a range takes a row: leads by when they came, appointments by when they take place. */
type Instant = "created_at" | "starts_at" | "started_at";

export const count = sql<number>`count(*)`;

/** Whether a column lies in a range. */
export function isWithin(column: Instant, { from, to }: Range): RawBuilder<boolean> {
  const bounds = [
    ...(from ? [sql`${sql.ref(column)} >= ${from}`] : []),
    ...(to ? [sql`${sql.ref(column)} < ${to}`] : []),
  ];
  return bounds.length > 0 ? sql`${sql.join(bounds, sql` and `)}` : sql`true`;
}

export const leadsIn = (ctx: TenantContext, range: Range) =>
  leadRows(ctx).where(isWithin("created_at", range));

export const appointmentsIn = (ctx: TenantContext, range: Range) =>
  appointmentRows(ctx).where(isWithin("starts_at", range));

export const NOT_CALLED_OFF = [
  "pending",
  "confirmed",
  "completed",
] as const satisfies readonly AppointmentStatus[];

/** Prices as they stood when it was booked, in one currency. */
export const sumOfPrices = (currency: string) =>
  sql<number>`coalesce(sum(price_minor) filter (where price_currency = ${currency}), 0)::bigint`;

/** Those that were booked in the range, whenever they take place. */
export const appointmentsBookedIn = (ctx: TenantContext, range: Range) =>
  appointmentRows(ctx).where(isWithin("created_at", range));

export const callsIn = (ctx: TenantContext, range: Range) =>
  ctx.trx.selectFrom("calls").where("business_id", "=", ctx.business.id).where(isWithin("started_at", range));

/** A number of each word of a closed list, 0 where nothing is known of it. */
export function perWord<W extends string>(words: readonly W[], numberOf: (word: W) => number | undefined) {
  return Object.fromEntries(words.map((word) => [word, numberOf(word) ?? 0])) as Record<W, number>;
}

/** What the figures need to know of the business. */
export const loadFrame = (ctx: TenantContext): Promise<{ timeZone: string; currency: string }> =>
  ctx.trx
    .selectFrom("businesses")
    .select(["time_zone as timeZone", "currency"])
    .where("id", "=", ctx.business.id)
    .executeTakeFirstOrThrow();
