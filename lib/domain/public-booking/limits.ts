import { sql } from "kysely";
import type { Context, TenantContext } from "@/lib/domain/context";
import type { DomainError } from "@/lib/domain/errors";
import { tooOften } from "@/lib/domain/too-often";
import type { Booker } from "./booker";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** So many public bookings may be made within a time. */
interface Rule {
  most: number;
  withinMs: number;
  words: string;
}

const OF_BUSINESS: readonly Rule[] = [
  { most: 60, withinMs: HOUR_MS, words: "Too many bookings were made here in the last hour." },
  { most: 300, withinMs: DAY_MS, words: "Too many bookings were made here today." },
];
/** Fewer than of the business, so that nobody shuts it for everybody by booking and giving up. */
const OF_NETWORK: readonly Rule[] = [
  { most: 10, withinMs: HOUR_MS, words: "Too many bookings were made from your network in the last hour." },
  { most: 20, withinMs: DAY_MS, words: "Too many bookings were made from your network today." },
];
const OF_BOOKER: Rule = {
  most: 10,
  withinMs: DAY_MS,
  words: "That is as many bookings as can be made in a day.",
};
/** A mailbox over all businesses: every booking sends a mail to it. */
const OF_MAILBOX: Rule = { ...OF_BOOKER, most: 20 };
const MOST_TO_COME = 5;

const refusal = ({ clock }: Context, { words, withinMs }: Rule, oldest: Date): DomainError =>
  tooOften(clock, oldest, withinMs, (wait) => `${words} Try again in ${wait}, or call us.`);

type CustomerKey = { column: "phone" | "mailbox"; value: string };
type Key = CustomerKey | { column: "network"; value: string } | null;

/** @throws DomainError `rate_limited` where the newest bookings of the business, of one customer or of one network, reach the rule. */
async function requireRoom(ctx: TenantContext, rule: Rule, key: Key): Promise<void> {
  let query = ctx.trx
    .selectFrom("public_bookings")
    .select("created_at")
    .where("business_id", "=", ctx.business.id)
    .where("created_at", ">", new Date(ctx.clock.now().getTime() - rule.withinMs));
  if (key) query = query.where(key.column, "=", key.value);
  const row = await query
    .orderBy("created_at", "desc")
    .offset(rule.most - 1)
    .limit(1)
    .executeTakeFirst();
  if (row) throw refusal(ctx, rule, row.created_at);
}

/** @throws DomainError `rate_limited` for whoever has as many bookings to come as one may have. */
async function requireFewToCome(ctx: TenantContext, { column, value }: CustomerKey): Promise<void> {
  const now = ctx.clock.now();
  const rows = await ctx.trx
    .selectFrom("public_bookings")
    .innerJoin("appointments", (join) =>
      join
        .onRef("appointments.business_id", "=", "public_bookings.business_id")
        .onRef("appointments.id", "=", "public_bookings.appointment_id"),
    )
    .select("appointments.ends_at")
    .where("public_bookings.business_id", "=", ctx.business.id)
    .where(`public_bookings.${column}`, "=", value)
    .where("appointments.status", "in", ["pending", "confirmed"])
    .where("appointments.ends_at", ">", now)
    .orderBy("appointments.ends_at")
    .limit(MOST_TO_COME)
    .execute();
  const [first] = rows;
  if (!first || rows.length < MOST_TO_COME) return;
  const key = column === "phone" ? "number" : "address";
  throw tooOften(
    ctx.clock,
    first.ends_at,
    0,
    () =>
      `${MOST_TO_COME} appointments are booked with this ${key} already. Cancel one of them first, or call us.`,
  );
}

const keysOf = ({ phone, mailbox }: Booker): CustomerKey[] => [
  ...(phone === null ? [] : [{ column: "phone" as const, value: phone }]),
  ...(mailbox === null ? [] : [{ column: "mailbox" as const, value: mailbox }]),
];

/** One public booking of a business after the other, so that what is counted is what there is. */
export const takeTurns = async ({ trx, business }: TenantContext): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`public booking ${business.id}`}, 0))`.execute(
    trx,
  );
};

/** A mailbox books 20 times a day over all businesses, one booking after the other. */
async function requireMailboxUnderLimit(ctx: TenantContext, mailbox: string): Promise<void> {
  const turn = `public booking by ${mailbox}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(ctx.trx);
  const { rows } = await sql<{ oldest: Date | null }>`
    select app.booked_with_mailbox(${mailbox}, ${OF_MAILBOX.most}) as oldest`.execute(ctx.trx);
  const oldest = rows[0]?.oldest;
  if (oldest && oldest.getTime() > ctx.clock.now().getTime() - OF_MAILBOX.withinMs)
    throw refusal(ctx, OF_MAILBOX, oldest);
}

/**
 * The limits of one business: of one network 10 public bookings an hour and 20 a day, 60 and 300 of all, of one phone
 * number or mailbox 10 a day and 5 to come; and of a mailbox 20 a day over all businesses.
 * @throws DomainError `rate_limited` with the seconds to wait.
 */
export async function requireUnderLimits(ctx: TenantContext, booker: Booker): Promise<void> {
  const { network, mailbox } = booker;
  if (network)
    for (const rule of OF_NETWORK) await requireRoom(ctx, rule, { column: "network", value: network });
  for (const rule of OF_BUSINESS) await requireRoom(ctx, rule, null);
  for (const key of keysOf(booker)) {
    await requireRoom(ctx, OF_BOOKER, key);
    await requireFewToCome(ctx, key);
  }
  if (mailbox) await requireMailboxUnderLimit(ctx, mailbox);
}
