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

/** The month of an instant on the wall clock of a zone. */
function monthOf(instant: Date, timeZone: string): Month {
  const day = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const first = day.toPlainDate().with({ day: 1 });
  const next = first.add({ months: 1 }).toZonedDateTime(timeZone);
  return { month: first.toString(), endsAt: new Date(next.epochMilliseconds) };
}

/** What the business at hand has used in its month: one short look at what the database keeps summed up. */
export async function monthlyUse({ trx, business, clock }: TenantContext): Promise<MonthlyUse> {
  const { plan, time_zone: timeZone } = await trx
    .selectFrom("businesses")
    .select(["plan", "time_zone"])
    .where("id", "=", business.id)
    .executeTakeFirstOrThrow();
  const { month, endsAt } = monthOf(clock.now(), timeZone);
  // The month is a value and no expression: behind row-level security only that is looked up in the index.
  const sums = await trx
    .selectFrom("usage_changes")
    .select("thing")
    .select((eb) => eb.fn.sum<string>("delta").as("units"))
    .where("business_id", "=", business.id)
    .where("month", "=", month)
    .groupBy("thing")
    .execute();
  const units = (thing: string): number =>
    Math.max(0, Number(sums.find((row) => row.thing === thing)?.units ?? 0));
  return {
    plan: planNamed(plan) ?? "free",
    timeZone,
    month,
    endsAt,
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

/** How many receptionists the business has, at work or not. */
export async function countAgents({ trx, business }: TenantContext): Promise<number> {
  const { count } = await trx
    .selectFrom("agents")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("business_id", "=", business.id)
    .where("removed_at", "is", null)
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
