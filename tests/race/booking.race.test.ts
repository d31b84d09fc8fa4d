import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type Appointment,
  bookAppointment,
  holdSlot,
  rescheduleAppointment,
} from "@/lib/domain/appointments";
import {
  createCalendar,
  firstCalendar,
  listCalendars,
  removeCalendar,
  updateCalendar,
} from "@/lib/domain/calendars";
import { DomainError } from "@/lib/domain/errors";
import { at, booking, openBusiness, receptionist } from "../domain/appointments/open-business";
import { makeTenant } from "../support/context";
import { onPostgres } from "../support/on-postgres";

const MINUTE_MS = 60_000;
const CALLERS = 200;

const postgres = onPostgres({ connections: 20 });
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: postgres.server.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

interface Outcome<R> {
  won: R[];
  refused: DomainError[];
}

/** Runs all at once. Anything that goes wrong without being a domain error fails the test. */
async function race<R>(count: number, act: (index: number) => Promise<R>): Promise<Outcome<R>> {
  const results = await Promise.allSettled(Array.from({ length: count }, (_, index) => act(index)));
  const outcome: Outcome<R> = { won: [], refused: [] };
  for (const result of results) {
    if (result.status === "fulfilled") outcome.won.push(result.value);
    else if (result.reason instanceof DomainError) outcome.refused.push(result.reason);
    else throw result.reason;
  }
  return outcome;
}

/** How many pairs of live appointments of a calendar or of one person overlap. Asked past every policy. */
async function overlaps(): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    `with live as (
       select appointments.*, coalesce(person_id, calendars.id) as owner_id
       from appointments join calendars on calendars.id = calendar_id
     )
     select count(*)::int as count from live one join live other
     on one.owner_id = other.owner_id and one.id < other.id and one.during && other.during
     where one.status in ('held', 'pending', 'confirmed') and other.status in ('held', 'pending', 'confirmed')`,
  );
  return rows[0]?.count ?? -1;
}

async function deadlocks(): Promise<number> {
  const { rows } = await owner.query<{ deadlocks: number }>(
    "select deadlocks::int from pg_stat_database where datname = current_database()",
  );
  return rows[0]?.deadlocks ?? -1;
}

function expectTaken(refused: DomainError[], count: number): void {
  expect(refused).toHaveLength(count);
  for (const error of refused) {
    expect(error.code).toBe("slot_taken");
    expect(error.detail.data?.alternatives).toHaveLength(3);
  }
}

describe("200 callers", () => {
  for (let round = 1; round <= 3; round += 1) {
    it(`who want overlapping times get one appointment and 199 conflicts with alternatives, round ${round}`, async () => {
      const { ctx, calendarId } = await openBusiness();
      // Starts a minute apart and an hour long: each overlaps every other.
      const outcome = await race(CALLERS, (index) =>
        bookAppointment(ctx, {
          ...booking(new Date(at("10:00").getTime() + (index % 50) * MINUTE_MS)),
          durationMinutes: 60,
          customer: { name: `Caller ${index}`, phone: `+1212555${String(2000 + index)}` },
          ...(index % 2 ? { calendarId } : {}),
        }),
      );
      expect(outcome.won).toHaveLength(1);
      expectTaken(outcome.refused, CALLERS - 1);
      const contacts = await owner.query("select 1 from contacts where business_id = $1", [ctx.business?.id]);
      expect(contacts.rowCount).toBe(1);
    });
  }

  it("fill as many calendars as there are when they name none", async () => {
    const { ctx } = await openBusiness();
    await createCalendar(ctx, { name: "Dr. Bo" });
    await createCalendar(ctx, { name: "Dr. Cy" });
    const outcome = await race(CALLERS, () => bookAppointment(ctx, booking(at("10:00"))));
    expect(new Set(outcome.won.map((appointment) => appointment.calendarId)).size).toBe(3);
    expect(outcome.won).toHaveLength(3);
    expectTaken(outcome.refused, CALLERS - 3);
  });

  it("get one appointment where an expired hold lies in the way", async () => {
    const { ctx, clock } = await openBusiness();
    await holdSlot((await receptionist(ctx)).ctx, { startsAt: at("10:00") });
    clock.set(new Date(clock.now().getTime() + 6 * MINUTE_MS));
    const outcome = await race(CALLERS, () => bookAppointment(ctx, booking(at("10:00"))));
    expect(outcome.won).toHaveLength(1);
    expectTaken(outcome.refused, CALLERS - 1);
  });
});

describe("two calendars of one person", () => {
  it("get one appointment between them, however many callers there are", async () => {
    const { ctx, calendarId } = await openBusiness();
    const { id: second } = await createCalendar(ctx, { name: "Home visits", samePersonAsId: calendarId });
    const outcome = await race(CALLERS, (index) =>
      bookAppointment(ctx, {
        ...booking(new Date(at("10:00").getTime() + (index % 50) * MINUTE_MS)),
        durationMinutes: 60,
        calendarId: index % 2 ? calendarId : second,
      }),
    );
    expect(outcome.won).toHaveLength(1);
    expectTaken(outcome.refused, CALLERS - 1);
  });

  for (let round = 0; round < 12; round += 1) {
    it(`never share a time where they become one person's while both are booked, round ${round + 1}`, async () => {
      const { ctx, calendarId } = await openBusiness();
      const { id: second } = await createCalendar(ctx, { name: "Home visits" });
      const acts = Array.from({ length: 16 }, (_, index) => async () => {
        const startsAt = new Date(at("09:00").getTime() + Math.floor(index / 2) * 30 * MINUTE_MS);
        await bookAppointment(ctx, { ...booking(startsAt), calendarId: index % 2 ? calendarId : second });
      });
      const link = async () => void (await updateCalendar(ctx, { id: second, samePersonAsId: calendarId }));
      acts.splice(round, 0, link);
      const outcome = await race(acts.length, (index) => acts[index]?.() ?? Promise.resolve());
      const isLinked = (await listCalendars(ctx))[1]?.personId !== null;
      expect(outcome.refused.map((error) => error.code)).toContain(isLinked ? "slot_taken" : "conflict");
      expect(await overlaps()).toBe(0);
    });
  }
});

describe("a daily limit of five", () => {
  it("lets five of 200 callers in, each at a time of their own", async () => {
    const { ctx, calendarId } = await openBusiness();
    await updateCalendar(ctx, { id: calendarId, dailyLimit: 5 });
    const outcome = await race(CALLERS, (index) =>
      bookAppointment(ctx, booking(new Date(at("09:00").getTime() + (index % 16) * 30 * MINUTE_MS))),
    );
    expect(outcome.won).toHaveLength(5);
    expectTaken(outcome.refused, CALLERS - 5);
  });

  it("lets one of 20 appointments of other days move in where there is room for one", async () => {
    const { ctx, calendarId } = await openBusiness();
    const made: Appointment[] = [];
    for (let index = 0; index < 20; index += 1) {
      const startsAt = new Date(at("09:00", "2026-03-05").getTime() + index * 20 * MINUTE_MS);
      made.push(await bookAppointment(ctx, { ...booking(startsAt), durationMinutes: 10 }));
    }
    await updateCalendar(ctx, { id: calendarId, dailyLimit: 1 });
    const outcome = await race(20, (index) =>
      rescheduleAppointment(ctx, {
        id: made[index]?.id ?? "",
        startsAt: new Date(at("09:00").getTime() + index * 20 * MINUTE_MS),
        rules: "hours",
      }),
    );
    expect(outcome.won).toHaveLength(1);
    expectTaken(outcome.refused, 19);
  });
});

describe("a calendar that is removed while it is booked", () => {
  it("either stays with its appointment or goes without one", async () => {
    const endings = await Promise.all(
      Array.from({ length: 12 }, async (_, round) => {
        const { ctx, calendarId } = await openBusiness();
        await createCalendar(ctx, { name: "Dr. Bo" });
        const book = async () => void (await bookAppointment(ctx, { ...booking(at("10:00")), calendarId }));
        const remove = () => removeCalendar(ctx, calendarId);
        const acts = round % 2 ? [book, remove] : [remove, book];
        const outcome = await race(2, (index) => acts[index]?.() ?? Promise.resolve());
        return outcome.won.length;
      }),
    );
    expect(endings).toEqual(Array(12).fill(1));
  });
});

describe("50 appointments", () => {
  for (const calendars of [1, 2]) {
    it(`moved onto one free time out of ${calendars} calendar(s): one moves, 49 stay`, async () => {
      const { ctx, calendarId } = await openBusiness();
      const second = calendars === 2 ? (await createCalendar(ctx, { name: "Dr. Bo" })).id : calendarId;
      const made: Appointment[] = [];
      for (let index = 0; index < 50; index += 1) {
        const startsAt = new Date(at("09:00", "2026-03-05").getTime() + index * 10 * MINUTE_MS);
        made.push(
          await bookAppointment(ctx, {
            ...booking(startsAt),
            durationMinutes: 10,
            calendarId: index % 2 ? calendarId : second,
            rules: "free",
          }),
        );
      }
      const target = at("10:00").getTime();
      const outcome = await race(50, (index) =>
        rescheduleAppointment(ctx, {
          id: made[index]?.id ?? "",
          startsAt: new Date(target + (index % 5) * MINUTE_MS),
          calendarId,
          rules: "hours",
        }),
      );
      expect(outcome.won).toHaveLength(1);
      expectTaken(outcome.refused, 49);
    });
  }

  it("moved both ways between two calendars all arrive, and nobody waits for the other", async () => {
    const { ctx, calendarId } = await openBusiness();
    const other = (await createCalendar(ctx, { name: "Dr. Bo" })).id;
    const made: Appointment[] = [];
    for (let index = 0; index < 40; index += 1) {
      const from = index % 2 ? calendarId : other;
      const startsAt = new Date(at("09:00").getTime() + Math.floor(index / 2) * 20 * MINUTE_MS);
      made.push(await bookAppointment(ctx, { ...booking(startsAt), durationMinutes: 10, calendarId: from }));
    }
    const outcome = await race(40, (index) =>
      rescheduleAppointment(ctx, {
        id: made[index]?.id ?? "",
        startsAt: new Date((made[index]?.startsAt.getTime() ?? 0) + 10 * MINUTE_MS),
        calendarId: index % 2 ? other : calendarId,
        rules: "free",
      }),
    );
    expect(outcome.won).toHaveLength(40);
  });
});

describe("holds", () => {
  it("of 50 conversations on one time: one is held, and it alone becomes the appointment", async () => {
    const { ctx } = await openBusiness();
    const callers: Awaited<ReturnType<typeof receptionist>>[] = [];
    for (let index = 0; index < 50; index += 1) callers.push(await receptionist(ctx));
    const held = await race(50, (index) => holdSlot(callers[index]?.ctx ?? ctx, { startsAt: at("10:00") }));
    expect(held.won).toHaveLength(1);
    expectTaken(held.refused, 49);
    const booked = await race(50, (index) =>
      bookAppointment(callers[index]?.ctx ?? ctx, { ...booking(at("10:00")), holdId: held.won[0]?.id }),
    );
    expect(booked.won.map((appointment) => appointment.id)).toEqual([held.won[0]?.id]);
    expectTaken(booked.refused, 49);
  });
});

describe("a business without a calendar", () => {
  it("gets one, however many ask for it at once", async () => {
    const { ctx } = await makeTenant();
    const outcome = await race(40, () => firstCalendar(ctx));
    expect(new Set(outcome.won.map((calendar) => calendar.id)).size).toBe(1);
    expect(await listCalendars(ctx)).toHaveLength(1);
  });
});

describe("after all of it", () => {
  it("no two live appointments overlap and nothing has deadlocked", async () => {
    expect(await overlaps()).toBe(0);
    expect(await deadlocks()).toBe(0);
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(postgres.database.kysely);
    expect(rows).toEqual([{ one: 1 }]);
  });
});
