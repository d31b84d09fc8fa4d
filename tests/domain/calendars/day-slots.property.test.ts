import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { createService } from "@/lib/domain/businesses";
import { addTimeSlot, createCalendar, findDaySlots } from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { asCustomer, bookAsCustomer } from "@/lib/domain/public-booking";
import { makeTenant } from "../../support/context";
import { booking } from "../appointments/open-business";
import { DAY_MS, MINUTE_MS, type MinuteWall, readWall, shownAt } from "./minute-wall";
import { slowBookableStarts, slowFreeStarts } from "./slow-reference";

const WALL_DAYS = 10;
const RUNS = 4;

/** Where clocks jump: at 2:00, by half an hour, over a whole date, back over midnight, and where they do not. */
const PLACES: [zone: string, date: string][] = [
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Europe/London", "2026-10-25"],
  ["Australia/Lord_Howe", "2026-04-05"],
  ["Pacific/Apia", "2011-12-31"],
  ["Africa/Cairo", "2026-10-30"],
  ["America/St_Johns", "2006-10-29"],
  ["Asia/Kathmandu", "2026-06-15"],
];

const quarter = fc.integer({ min: 0, max: 95 }).map((index) => index * 15);
const minute = fc.oneof(quarter, quarter, fc.integer({ min: 0, max: 1439 }));
const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const interval = fc
  .tuple(fc.integer({ min: 0, max: 6 }), minute, minute)
  .filter(([, opens, closes]) => opens !== closes)
  .map(([dayOfWeek, opens, closes]) => ({
    dayOfWeek,
    opensAt: clockText(opens),
    closesAt: clockText(closes),
  }));

const story = fc.record({
  openings: fc.array(interval, { minLength: 5, maxLength: 12 }),
  slotStepMinutes: fc.constantFrom(5, 15, 30, 45, 60),
  minimumNoticeMinutes: fc.constantFrom(0, 0, 90, 1440),
  bookingHorizonDays: fc.constantFrom(1, 3, 365, 365),
  durationMinutes: fc.constantFrom(1, 20, 30, 37, 60, 95, 480),
  buffers: fc.tuple(fc.constantFrom(0, 20), fc.constantFrom(0, 10)),
  bookings: fc.array(fc.tuple(fc.integer({ min: -3000, max: 3000 }), fc.boolean()), {
    minLength: 3,
    maxLength: 10,
  }),
  /** Dates from and to which is asked, from the one in the middle; the minute of now. */
  first: fc.integer({ min: -2, max: 1 }),
  days: fc.integer({ min: 0, max: 2 }),
  nowMinutes: fc.integer({ min: -4000, max: 0 }),
  choice: fc.nat(),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

const tally = { offered: 0, refused: 0 };
afterAll(() => {
  expect(tally.offered).toBeGreaterThan(RUNS);
  expect(tally.refused).toBeGreaterThan(RUNS);
});

/** Books what is free. @returns the time that it takes, with its buffers. */
async function bookAll(ctx: Context, middleMs: number, { bookings, buffers }: Story) {
  const [bufferBeforeMinutes, bufferAfterMinutes] = buffers;
  const service = await createService(ctx, {
    name: "Cleaning",
    durationMinutes: 45,
    bufferBeforeMinutes,
    bufferAfterMinutes,
  });
  const busy: { startMs: number; endMs: number }[] = [];
  for (const [minutes, isService] of bookings) {
    const startMs = middleMs + minutes * MINUTE_MS;
    const [before, after] = isService ? buffers : [0, 0];
    const length = isService ? { serviceId: service.id } : { durationMinutes: 45 };
    const wish = { ...booking(new Date(startMs)), ...length, rules: "free" as const };
    const booked = await bookAppointment(ctx, wish).catch((error: unknown) => {
      if (error instanceof DomainError) return undefined;
      throw error;
    });
    if (booked)
      busy.push({ startMs: startMs - before * MINUTE_MS, endMs: startMs + (45 + after) * MINUTE_MS });
  }
  return busy;
}

/** Somebody else each time, as one address books so often and no oftener. */
const customer = () => ({ name: "Ana Lima", email: `${randomUUID()}@example.com` });
const dateText = (date: number): string => new Date(date * DAY_MS).toISOString().slice(0, 10);

async function tell(wall: MinuteWall, told: Story): Promise<void> {
  const { timeZone } = wall;
  const middleMs = wall.startMs + (WALL_DAYS / 2) * DAY_MS;
  const { ctx, clock } = await makeTenant({ timeZone });
  clock.set(new Date(middleMs + told.nowMinutes * MINUTE_MS));
  const { id: calendarId } = await createCalendar(ctx, { name: "Chair", ...limitsOf(told) });
  for (const { dayOfWeek, opensAt, closesAt } of told.openings)
    await addTimeSlot(ctx, { calendarId, dayOfWeek, startsAt: opensAt, endsAt: closesAt });
  const busy = await bookAll(ctx, middleMs, told);

  const dateOf = (ms: number): number => Math.floor(shownAt(timeZone, ms) / 1440);
  const first = dateOf(middleMs) + told.first;
  const [firstDay, lastDay] = [dateText(first), dateText(first + told.days)];
  const question = {
    ...{ timeZone, openings: told.openings, closures: [], busy },
    ...{ fromMs: wall.startMs + 2 * DAY_MS, toMs: wall.startMs + (WALL_DAYS - 1.5) * DAY_MS },
    ...{ slotStepMinutes: told.slotStepMinutes, durationMinutes: told.durationMinutes },
    ...{ bufferBeforeMinutes: 0, bufferAfterMinutes: 0 },
  };
  const isAsked = (ms: number) => dateOf(ms) >= first && dateOf(ms) <= first + told.days;
  const nowMs = clock.now().getTime();
  const expected = slowBookableStarts(wall, question, { ...limitsOf(told), nowMs }).filter(isAsked);

  const anybody = await asCustomer(ctx, { calendarId }, "search");
  const { durationMinutes } = told;
  const found = await findDaySlots(anybody, { calendarId, firstDay, lastDay, durationMinutes });
  const shown = (ms: number): string => new Date(shownAt(timeZone, ms) * MINUTE_MS).toISOString();
  expect(found).toEqual({
    timeZone,
    slots: expected.map((startMs) => {
      const endMs = startMs + durationMinutes * MINUTE_MS;
      return {
        date: shown(startMs).slice(0, 10),
        startTime: shown(startMs).slice(11, 16),
        endTime: shown(endMs).slice(11, 16),
        startsAt: new Date(startMs),
        endsAt: new Date(endMs),
      };
    }),
  });

  const book = (startMs: number) =>
    bookAsCustomer(ctx, { calendarId, startsAt: new Date(startMs), durationMinutes, customer: customer() });
  const others = slowFreeStarts(wall, { ...question, busy: [] }).filter(
    (startMs) => isAsked(startMs) && !expected.includes(startMs),
  );
  const other = others[told.choice % Math.max(1, others.length)];
  if (other !== undefined) {
    await expect(book(other)).rejects.toBeInstanceOf(DomainError);
    tally.refused += 1;
  }
  const start = expected[told.choice % Math.max(1, expected.length)];
  if (start === undefined) return;
  expect(await book(start)).toMatchObject({ status: "pending", startsAt: new Date(start) });
  await expect(book(start)).rejects.toMatchObject({ code: "slot_taken" });
  tally.offered += 1;
}

const limitsOf = ({ slotStepMinutes, minimumNoticeMinutes, bookingHorizonDays }: Story) => ({
  slotStepMinutes,
  minimumNoticeMinutes,
  bookingHorizonDays,
});

describe("what a calendar offers on some dates, against a reference that asks every minute", () => {
  it.each(PLACES)(
    "in %s around %s; what is offered can be booked, and no other start of the grid",
    async (zone, date) => {
      const wall = readWall(zone, Date.parse(`${date}T12:00Z`) - (WALL_DAYS / 2) * DAY_MS, WALL_DAYS);
      await fc.assert(
        fc.asyncProperty(story, (told) => tell(wall, told)),
        { numRuns: RUNS },
      );
    },
  );
});
