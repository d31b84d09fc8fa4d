import { bookAppointment, rescheduleAppointment } from "@/lib/domain/appointments";
import { at, booking, openBusiness } from "../domain/appointments/open-business";
import { openOnPostgres } from "../support/postgres";
import { ms, type Row } from "./statistics";

const MINUTE_MS = 60_000;
const CALLERS = 200;
const MOVES = 50;
const ROUNDS = 5;
const AIM_MILLISECONDS = 2_000;

/** Milliseconds until the last of them has its answer. One wins, or it measures something else. */
async function race(count: number, act: (index: number) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  const results = await Promise.allSettled(Array.from({ length: count }, (_, index) => act(index)));
  const milliseconds = performance.now() - startedAt;
  const won = results.filter(({ status }) => status === "fulfilled").length;
  if (won !== 1) throw new Error(`${won} of ${count} won`);
  return milliseconds;
}

async function bookings(): Promise<number> {
  const { ctx } = await openBusiness();
  return race(CALLERS, (index) =>
    bookAppointment(ctx, {
      ...booking(new Date(at("10:00").getTime() + (index % 50) * MINUTE_MS)),
      durationMinutes: 60,
    }),
  );
}

async function reschedules(): Promise<number> {
  const { ctx, calendarId } = await openBusiness();
  const made: string[] = [];
  for (let index = 0; index < MOVES; index += 1) {
    const startsAt = new Date(at("09:00", "2026-03-05").getTime() + index * 10 * MINUTE_MS);
    const appointment = await bookAppointment(ctx, {
      ...booking(startsAt),
      durationMinutes: 10,
      calendarId,
      rules: "free",
    });
    made.push(appointment.id);
  }
  return race(MOVES, (index) =>
    rescheduleAppointment(ctx, {
      id: made[index] ?? "",
      startsAt: new Date(at("10:00").getTime() + (index % 5) * MINUTE_MS),
      calendarId,
      rules: "hours",
    }),
  );
}

async function worst(what: string, round: () => Promise<number>): Promise<Row> {
  await round();
  const samples: number[] = [];
  for (let index = 0; index < ROUNDS; index += 1) samples.push(await round());
  const slowest = Math.max(...samples);
  return {
    what: `${what} at once for overlapping times, postgres`,
    measured: `the last has its answer after ${ms(slowest)} (worst of ${ROUNDS})`,
    aim: `≤ ${AIM_MILLISECONDS / 1000} s`,
    isMet: slowest <= AIM_MILLISECONDS,
    bound: "One calendar's lock, taken in turn; each refused one looks for three alternatives.",
  };
}

/** Everybody wants the same hour: how long the last one waits for an answer, over 20 connections. */
export async function run(): Promise<Row[]> {
  const postgres = await openOnPostgres({ connections: 20 });
  try {
    return [await worst(`${CALLERS} bookings`, bookings), await worst(`${MOVES} moves`, reschedules)];
  } finally {
    await postgres.close();
  }
}
