import { sql } from "kysely";
import { Temporal } from "temporal-polyfill";
import type { Plan } from "@/lib/domain/businesses";
import type { TenantContext } from "@/lib/domain/context";
import { type CountedThing, type MonthlyThing, planNamed } from "./plans";

/** A calendar month of the business, on its own wall clock. */
export interface Month {
  /** Its first day, "YYYY-MM-DD". */
  month: string;
  /** When the next one begins. */
  endsAt: Date;
}

/** What a business has used this month of what its plan has a month of. */
export interface MonthlyUse extends Month {
  plan: Plan;
  timeZone: string;
  /** Seconds for minutes: each call counts as long as it was, and only the sum is rounded up. */
  used: Record<MonthlyThing, { units: number; unitsEach: number }>;
}

const SECONDS_PER_MINUTE = 60;

const endOf = (month: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(month).add({ months: 1 }).toZonedDateTime(timeZone).epochMilliseconds);

/** What the business at hand has used in its month: one look at what the database keeps summed up. */
export async function monthlyUse({ trx, business, clock }: TenantContext): Promise<MonthlyUse> {
  const now = clock.now().toISOString();
  const rows = await trx
    .selectFrom("businesses")
    .leftJoin("usage_changes", (join) =>
      join
        .onRef("usage_changes.business_id", "=", "businesses.id")
        .on(
          "usage_changes.month",
          "=",
          sql`date_trunc('month', ${now}::timestamptz at time zone businesses.time_zone)::date`,
        ),
    )
    .select(["businesses.plan", "businesses.time_zone", "usage_changes.thing"])
    .select(
      sql<string>`date_trunc('month', ${now}::timestamptz at time zone businesses.time_zone)::date::text`.as(
        "month",
      ),
    )
    .select((eb) => eb.fn.sum<string | null>("usage_changes.delta").as("units"))
    .where("businesses.id", "=", business.id)
    .groupBy(["businesses.id", "usage_changes.thing"])
    .execute();
  const [first] = rows;
  if (!first) throw new Error("The business at hand is gone");
  const units = (thing: string): number =>
    Math.max(0, Number(rows.find((row) => row.thing === thing)?.units ?? 0));
  return {
    plan: planNamed(first.plan) ?? "free",
    timeZone: first.time_zone,
    month: first.month,
    endsAt: endOf(first.month, first.time_zone),
    used: {
      callMinutes: { units: units("call_seconds"), unitsEach: SECONDS_PER_MINUTE },
      aiMinutes: { units: units("ai_seconds"), unitsEach: SECONDS_PER_MINUTE },
      messages: { units: units("messages"), unitsEach: 1 },
    },
  };
}

async function openInvitations({ trx, business, clock }: TenantContext): Promise<number> {
  const { count } = await trx
    .selectFrom("invitations")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("business_id", "=", business.id)
    .where("ended_at", "is", null)
    .where("expires_at", ">", clock.now())
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * How many of a thing the business has now: numbers it holds, people in it and invited into it, receptionists that are
 * started.
 */
export async function countOfNow(ctx: TenantContext, thing: CountedThing): Promise<number> {
  const { trx, business } = ctx;
  const row =
    thing === "numbers"
      ? await trx
          .selectFrom("numbers")
          .select((eb) => eb.fn.countAll<string>().as("count"))
          .where("business_id", "=", business.id)
          .where("status", "<>", "released")
          .executeTakeFirstOrThrow()
      : thing === "agents"
        ? await trx
            .selectFrom("agents")
            .select((eb) => eb.fn.countAll<string>().as("count"))
            .where("business_id", "=", business.id)
            .where("status", "in", ["active", "training"])
            .executeTakeFirstOrThrow()
        : await trx
            .selectFrom("members")
            .select((eb) => eb.fn.countAll<string>().as("count"))
            .where("business_id", "=", business.id)
            .executeTakeFirstOrThrow();
  // Whoever is invited has a seat kept for them.
  const kept = thing === "seats" ? await openInvitations(ctx) : 0;
  return Number(row.count) + kept;
}
