import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookAppointment } from "@/lib/domain/appointments";
import { addClosure, createService, setHours } from "@/lib/domain/businesses";
import { createCalendar, findSlots, type Slot } from "@/lib/domain/calendars";
import { makeTenant } from "../../support/context";
import { booking } from "../appointments/open-business";
import { DAY_MS, MINUTE_MS, readWall, shownAt } from "./minute-wall";
import { type Booked, seenFrom, slowBookableStarts } from "./slow-reference";

/** Two are one person's, the third is somebody else's. */
const PERSONS = [0, 0, 1];
const PLACES: [zone: string, jump: string][] = [
  ["America/New_York", "2026-03-08T07:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00Z"],
  ["Africa/Cairo", "2026-04-23T22:00Z"],
  ["Europe/London", "2026-03-29T01:00Z"],
];

const limits = fc.record({
  slotStepMinutes: fc.constantFrom(15, 30, 60, 240),
  minimumNoticeMinutes: fc.constantFrom(0, 30, 600),
  bookingHorizonDays: fc.constantFrom(1, 2, 365),
  dailyLimit: fc.constantFrom(null, 1, 2, 3),
});
type Interval = [opensAt: string, closesAt: string];
const WEEKS: Interval[][] = [
  [["09:00", "17:00"]],
  [["00:00", "00:00"]],
  [
    ["22:00", "03:30"],
    ["08:00", "11:00"],
  ],
  [["01:30", "04:15"]],
];
const story = fc.record({
  week: fc.constantFrom(...WEEKS),
  closes: fc.boolean(),
  calendars: fc.tuple(limits, limits, limits),
  service: fc.record({
    durationMinutes: fc.constantFrom(15, 45, 120),
    bufferBeforeMinutes: fc.constantFrom(0, 20),
    bufferAfterMinutes: fc.constantFrom(0, 10),
  }),
  nowMinutes: fc.integer({ min: -2000, max: -600 }),
  bookings: fc.array(
    fc.record({
      calendar: fc.nat(2),
      step: fc.integer({ min: -40, max: 80 }),
      minutes: fc.constantFrom(30, 90),
    }),
    { minLength: 3, maxLength: 9 },
  ),
  choice: fc.nat(),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

const localText = (local: number): string => new Date(local * MINUTE_MS).toISOString().slice(0, 16);

async function businessOf(
  timeZone: string,
  jumpMs: number,
  { week: intervals, closes, calendars, service }: Story,
) {
  const tenant = await makeTenant({ timeZone });
  const openings = [0, 1, 2, 3, 4, 5, 6].flatMap((dayOfWeek) =>
    intervals.map(([opensAt, closesAt]) => ({ dayOfWeek, opensAt, closesAt })),
  );
  await setHours(
    tenant.ctx,
    openings.map((interval) => ({ ...interval, isOpen: true })),
  );
  const { id: serviceId } = await createService(tenant.ctx, { name: "Cut", ...service });
  const ids: string[] = [];
  for (const [index, fields] of calendars.entries()) {
    const partner = PERSONS.indexOf(PERSONS[index] ?? -1);
    const samePersonAsId = partner < index ? ids[partner] : undefined;
    ids.push((await createCalendar(tenant.ctx, { name: `Chair ${index}`, ...fields, samePersonAsId })).id);
  }
  const shown = shownAt(timeZone, jumpMs - 60 * MINUTE_MS) + 60;
  const closure = { startsAtLocal: localText(shown - 20), endsAtLocal: localText(shown + 100) };
  if (closes) await addClosure(tenant.ctx, { name: "Repairs", ...closure });
  return { ...tenant, openings, serviceId, ids, closures: closes ? [closure] : [] };
}

describe("what the calendars of a business offer", () => {
  it.each(PLACES)("is what the reference says of each, in %s around %s", async (timeZone, jump) => {
    const jumpMs = Date.parse(jump);
    const wall = readWall(timeZone, jumpMs - 4 * DAY_MS, 8);
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const { ctx, clock, ids, serviceId, openings, closures } = await businessOf(timeZone, jumpMs, told);
        const nowMs = jumpMs + told.nowMinutes * MINUTE_MS;
        clock.set(new Date(nowMs));
        const ledger: Booked[] = [];
        for (const { calendar, step, minutes } of told.bookings) {
          const startMs = Math.max(nowMs, jumpMs + step * 30 * MINUTE_MS);
          const range = { startMs, endMs: startMs + minutes * MINUTE_MS };
          const { busy } = seenFrom(calendar, PERSONS, ledger);
          const isTaken = busy.some((one) => one.startMs < range.endMs && one.endMs > range.startMs);
          const asked = bookAppointment(ctx, {
            ...booking(new Date(startMs)),
            durationMinutes: minutes,
            calendarId: ids[calendar],
            rules: "free",
          });
          if (isTaken) await expect(asked).rejects.toMatchObject({ code: "slot_taken" });
          else await asked;
          if (!isTaken) ledger.push({ calendar, startMs, busy: range });
        }
        const range = { fromMs: jumpMs - 1.5 * DAY_MS, toMs: jumpMs + 1.5 * DAY_MS };
        const search = { from: new Date(range.fromMs), to: new Date(range.toMs), serviceId };
        const expected = (calendar: number): number[] => {
          const { busy, bookedStarts } = seenFrom(calendar, PERSONS, ledger);
          const rules = told.calendars[calendar] ?? told.calendars[0];
          const daily = rules.dailyLimit === null ? null : { limit: rules.dailyLimit, bookedStarts };
          const question = { timeZone, openings, closures, busy, daily, ...told.service, ...range };
          return slowBookableStarts(
            wall,
            { ...question, slotStepMinutes: rules.slotStepMinutes },
            { ...rules, nowMs },
          );
        };
        const startsOf = (slots: Slot[]) => slots.map((slot) => slot.startsAt.getTime());
        for (const [calendar, calendarId] of ids.entries()) {
          const slots = await findSlots(ctx, { ...search, calendarId });
          expect(startsOf(slots)).toEqual(expected(calendar));
        }
        const all = await findSlots(ctx, search);
        const union = [...new Set(ids.flatMap((_, calendar) => expected(calendar)))].sort((a, b) => a - b);
        expect(startsOf(all)).toEqual(union);

        const chosen = all[told.choice % Math.max(1, all.length)];
        if (!chosen) return;
        const wish = { ...booking(chosen.startsAt), serviceId };
        expect((await bookAppointment(ctx, wish)).calendarId).toBe(chosen.calendarId);
        const left = await findSlots(ctx, { ...search, calendarId: chosen.calendarId });
        expect(startsOf(left)).not.toContain(chosen.startsAt.getTime());
      }),
      { numRuns: 4 },
    );
  });
});
