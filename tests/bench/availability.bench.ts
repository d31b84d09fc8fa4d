import { openPostgres } from "@/lib/db/client";
import { findSlots } from "@/lib/domain/calendars";
import { type AvailabilityQuestion, freeStarts } from "@/lib/domain/calendars/availability";
import { inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { openBusiness } from "../domain/appointments/open-business";
import { startPostgres } from "../support/postgres";

export interface Measurement {
  name: string;
  /** Milliseconds. */
  median: number;
  p95: number;
  /** Not more than this, in milliseconds. */
  aim: number;
  runs: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const DAYS = 30;
const BOOKINGS = 500;
const FROM = new Date("2026-03-02T05:00:00Z");
const TO = new Date(FROM.getTime() + DAYS * DAY_MS);
const WORKDAYS = 22;

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

async function measure(name: string, aim: number, runs: number, act: () => unknown): Promise<Measurement> {
  for (let index = 0; index < runs / 4; index += 1) await act();
  const samples: number[] = [];
  for (let index = 0; index < runs; index += 1) {
    const startedAt = performance.now();
    await act();
    samples.push(performance.now() - startedAt);
  }
  samples.sort((one, other) => one - other);
  const at = (part: number) => samples[Math.floor(samples.length * part)] ?? Number.NaN;
  return { name, median: at(0.5), p95: at(0.95), aim, runs };
}

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
export async function run(): Promise<Measurement[]> {
  const server = await startPostgres();
  const database = await openPostgres(server.appUrl, { max: 5 });
  const previous = globalThis.frontdeskDatabase;
  globalThis.frontdeskDatabase = Promise.resolve(database);
  try {
    const { ctx, calendarId, clock } = await openBusiness();
    clock.set(FROM);
    await inTenant(ctx, (inner) => insertBookings(inner, calendarId));
    const search = { from: FROM, to: TO, durationMinutes: 15 };
    const [engine, verb] = [freeStarts(question).length, (await findSlots(ctx, search)).length];
    if (engine === 0 || engine !== verb)
      throw new Error(`The engine finds ${engine} slots, the verb ${verb}: they measure different things`);
    return [
      await measure("availability, 30 days, 500 bookings: engine", 1, 400, () => freeStarts(question)),
      await measure("availability, 30 days, 500 bookings: findSlots on Postgres", 5, 400, () =>
        findSlots(ctx, search),
      ),
    ];
  } finally {
    globalThis.frontdeskDatabase = previous;
    await database.close();
    await server.stop();
  }
}
