import { z } from "zod";
import { GET } from "@/app/api/microbit/v1/calendars/[calendarId]/available-slots/route";
import { setHours } from "@/lib/domain/businesses";
import { findDaySlots } from "@/lib/domain/calendars";
import { inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import type { Limiter } from "@/lib/domain/limiter-port";
import { asCustomer } from "@/lib/domain/public-booking";
import { microbit } from "@/lib/editions/microbit/edition";
import { ids } from "@/lib/editions/microbit/ids";
import { rebuilt, runtimeUnder } from "../api/rebuilt";
import { openBusiness } from "../domain/appointments/open-business";
import { openOnPostgres } from "../support/postgres";
import { median, quantiles, type Row } from "./statistics";

const MINUTE_MS = 60_000;
const DAYS = 31;
const BOOKINGS = 1_000;
const QUARTERS_PER_DAY = 40;
/** The first moment of 2 March in New York; the change to summer time is among the days. */
const FROM = new Date("2026-03-02T05:00:00Z");
const [FIRST, LAST] = ["2026-03-02", "2026-04-01"];
const RUNS = 300;
const WARM_UP = 60;
const AIM_RATIO = 2;

/** Quarter-hours between eight and six, spread over the days; of each day a fifth stays free. */
async function insertBookings(ctx: TenantContext, calendarId: string): Promise<void> {
  const now = ctx.clock.now();
  const rows = Array.from({ length: BOOKINGS }, (_, index) => {
    const day = index % DAYS;
    const place = Math.floor((Math.floor(index / DAYS) * QUARTERS_PER_DAY) / Math.ceil(BOOKINGS / DAYS));
    const opensMs = FROM.getTime() + day * 1440 * MINUTE_MS + (day < 6 ? 8 : 7) * 60 * MINUTE_MS;
    const startMs = opensMs + place * 15 * MINUTE_MS;
    return { startsAt: new Date(startMs), endsAt: new Date(startMs + 15 * MINUTE_MS) };
  });
  await ctx.trx
    .insertInto("appointments")
    .values(
      rows.map(({ startsAt, endsAt }) => ({
        id: newId(now),
        business_id: ctx.business.id,
        calendar_id: calendarId,
        resource_id: calendarId,
        status: "confirmed",
        starts_at: startsAt,
        ends_at: endsAt,
        during: `[${startsAt.toISOString()},${endsAt.toISOString()})`,
        customer_name: "Ana Lima",
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
}

/** The rows themselves, as a program would fetch them that works out by itself what is free. */
const rowsOf = ({ trx, business }: TenantContext, calendarId: string) =>
  trx
    .selectFrom("appointments")
    .select(["starts_at", "ends_at"])
    .where("business_id", "=", business.id)
    .where("calendar_id", "=", calendarId)
    .where("starts_at", ">=", FROM)
    .where("starts_at", "<", new Date(FROM.getTime() + DAYS * 1440 * MINUTE_MS))
    .where("status", "in", ["held", "pending", "confirmed"])
    .execute();

/** Milliseconds of each part, taken in turn, so that all see the same machine. */
async function interleaved<Name extends string>(
  parts: Record<Name, () => Promise<unknown>>,
): Promise<Map<string, number[]>> {
  const samples = new Map<string, number[]>();
  for (let index = 0; index < RUNS + WARM_UP; index += 1) {
    for (const [name, act] of Object.entries<() => Promise<unknown>>(parts)) {
      const startedAt = performance.now();
      await act();
      if (index >= WARM_UP) samples.set(name, [...(samples.get(name) ?? []), performance.now() - startedAt]);
    }
  }
  return samples;
}

const BOUNDS = {
  "the query for those rows alone": "Two timestamps a row through the driver.",
  "the domain":
    "Finding the business of the calendar in a transaction of its own; then two reads, the taken time as one JSON value.",
  "the whole route": "The same, the pipeline, and each slot as JSON.",
};

function rowsFrom(samples: Map<string, number[]>): Row[] {
  const [base = Number.NaN] = [...samples.values()].map(median);
  return [...samples].map(([name, times], index) => {
    const ratio = median(times) / base;
    return {
      what: `Times that can be booked, ${DAYS} dates, ${BOOKINGS.toLocaleString("en-US")} bookings, ${name}, postgres`,
      measured: `${quantiles(times)} (p50 / p95 / p99)${index === 0 ? "" : `: ${ratio.toFixed(2)} times the query`}`,
      aim: index === 0 ? "" : `≤ ${AIM_RATIO} times`,
      isMet: index === 0 ? null : ratio <= AIM_RATIO,
      bound: Object.entries(BOUNDS).find(([part]) => part === name)?.[1] ?? "",
    };
  });
}

/** Nothing is counted: one caller makes more requests here than any may. */
const unlimited: Limiter = {
  take: async (_, { limit }) => ({ ok: true, limit, remaining: limit, resetAt: FROM }),
};
const answered = z.object({ available_slots: z.array(z.unknown()) });

/**
 * The times that can be booked on 31 dates of a calendar with 1,000 appointments, on a real Postgres, one caller at a
 * time: what the route asks of the domain, and the whole route function, against the query for those rows alone.
 */
export async function run(): Promise<Row[]> {
  const postgres = await openOnPostgres({ connections: 5 });
  try {
    const { ctx, calendarId, clock } = await openBusiness();
    clock.set(FROM);
    await setHours(
      ctx,
      [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => ({
        dayOfWeek,
        opensAt: "08:00",
        closesAt: "18:00",
        isOpen: true,
      })),
    );
    await inTenant(ctx, (inner) => insertBookings(inner, calendarId));
    const conditions = { clock, limiter: unlimited, isQuiet: true };
    const handler = rebuilt(GET, { ...runtimeUnder(conditions), clock, checksResponses: false }, microbit);
    const query = new URLSearchParams({ start_date: FIRST, end_date: LAST, duration_minutes: "15" });
    const address = `http://localhost:3000/api/microbit/v1/calendars/x/available-slots?${query}`;
    const params = { calendarId: ids.write("calendar", calendarId) };

    const ofQuery = () => inTenant(ctx, (inner) => rowsOf(inner, calendarId));
    const ofDomain = async () => {
      const customer = await asCustomer(ctx, { calendarId }, "search");
      const wish = { calendarId, firstDay: FIRST, lastDay: LAST, durationMinutes: 15 };
      return findDaySlots(customer, wish);
    };
    const ofRoute = async () =>
      (await handler(new Request(address), { params: Promise.resolve(params) })).text();

    const found = [
      (await ofQuery()).length,
      (await ofDomain()).slots.length,
      answered.parse(JSON.parse(await ofRoute())).available_slots.length,
    ];
    const free = DAYS * QUARTERS_PER_DAY - BOOKINGS;
    if (found.join() !== [BOOKINGS, free, free].join())
      throw new Error(`They find ${found.join(", ")}: they measure different things`);
    return rowsFrom(
      await interleaved({
        "the query for those rows alone": ofQuery,
        "the domain": ofDomain,
        "the whole route": ofRoute,
      }),
    );
  } finally {
    await postgres.close();
  }
}
