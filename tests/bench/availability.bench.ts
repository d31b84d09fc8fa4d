import { findSlots } from "@/lib/domain/calendars";
import { type AvailabilityQuestion, freeStarts } from "@/lib/domain/calendars/availability";
import { inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { openBusiness } from "../domain/appointments/open-business";
import { openOnPostgres } from "../support/postgres";
import { median, quantiles, type Row } from "./statistics";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS = 30;
const BOOKINGS = 500;
const FROM = new Date("2026-03-02T05:00:00Z");
const TO = new Date(FROM.getTime() + DAYS * DAY_MS);
const WORKDAYS = 22;
const RUNS = 400;

/** 500 quarter-hours over the workdays of 30 days in New York, the change to summer time among them. */
function busyRanges(): { startMs: number; endMs: number }[] {
  const perDay = Math.ceil(BOOKINGS / WORKDAYS);
  const ranges: { startMs: number; endMs: number }[] = [];
  for (let day = 0; ranges.length < BOOKINGS; day += 1) {
    const weekday = (day + 1) % 7;
    if (weekday === 0 || weekday === 6) continue;
    const opensMs = FROM.getTime() + day * DAY_MS + (day < 6 ? 9 : 8) * 60 * MINUTE_MS;
    for (let index = 0; index < perDay && ranges.length < BOOKINGS; index += 1) {
      const startMs = opensMs + Math.floor((index * 32) / perDay) * 15 * MINUTE_MS;
      ranges.push({ startMs, endMs: startMs + 15 * MINUTE_MS });
    }
  }
  return ranges;
}

async function insertBookings(ctx: TenantContext, calendarId: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.trx
    .insertInto("appointments")
    .values(
      busyRanges().map(({ startMs, endMs }) => ({
        id: newId(now),
        business_id: ctx.business.id,
        calendar_id: calendarId,
        resource_id: calendarId,
        status: "confirmed",
        starts_at: new Date(startMs),
        ends_at: new Date(endMs),
        during: `[${new Date(startMs).toISOString()},${new Date(endMs).toISOString()})`,
        created_at: now,
        updated_at: now,
      })),
    )
    .execute();
}

async function measure(act: () => unknown): Promise<number[]> {
  for (let index = 0; index < RUNS / 4; index += 1) await act();
  const samples: number[] = [];
  for (let index = 0; index < RUNS; index += 1) {
    const startedAt = performance.now();
    await act();
    samples.push(performance.now() - startedAt);
  }
  return samples;
}

const rowOf = (part: string, aimMilliseconds: number, samples: number[], bound: string): Row => ({
  what: `Availability, ${DAYS} days, ${BOOKINGS} bookings, ${part}`,
  measured: `${quantiles(samples)} (p50 / p95 / p99)`,
  aim: `≤ ${aimMilliseconds} ms`,
  isMet: median(samples) <= aimMilliseconds,
  bound,
});

const question: AvailabilityQuestion = {
  timeZone: "America/New_York",
  openings: [1, 2, 3, 4, 5].map((dayOfWeek) => ({ dayOfWeek, opensAt: "09:00", closesAt: "17:00" })),
  closures: [],
  busy: busyRanges(),
  fromMs: FROM.getTime(),
  toMs: TO.getTime(),
  slotStepMinutes: 15,
  durationMinutes: 15,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
};

/**
 * Availability for 30 days with 500 bookings on a 15-minute grid: the pure engine, and the whole verb on a
 * real Postgres under row-level security, one caller at a time.
 */
export async function run(): Promise<Row[]> {
  const postgres = await openOnPostgres({ connections: 5 });
  try {
    const { ctx, calendarId, clock } = await openBusiness();
    clock.set(FROM);
    await inTenant(ctx, (inner) => insertBookings(inner, calendarId));
    const search = { from: FROM, to: TO, durationMinutes: 15 };
    const [engine, verb] = [freeStarts(question).length, (await findSlots(ctx, search)).length];
    if (engine === 0 || engine !== verb)
      throw new Error(`The engine finds ${engine} slots, the verb ${verb}: they measure different things`);
    return [
      rowOf(
        "the engine alone",
        1,
        await measure(() => freeStarts(question)),
        "Sorting the busy ranges once and walking the grid of each day.",
      ),
      rowOf(
        "the verb on Postgres",
        5,
        await measure(() => findSlots(ctx, search)),
        "Five small reads in one tenant transaction, and 500 rows through the driver.",
      ),
    ];
  } finally {
    await postgres.close();
  }
}
