import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bookAppointment, listAppointments } from "@/lib/domain/appointments";
import { rehearseScenarios } from "@/lib/domain/scenarios";
import { openPractice, scenarioOf } from "../domain/scenarios/practice";
import { onPostgres } from "../support/on-postgres";

const postgres = onPostgres({ connections: 20 });
let owner: pg.Client;

beforeAll(async () => {
  owner = new pg.Client({ connectionString: postgres.server.ownerUrl });
  await owner.connect();
});
afterAll(() => owner.end());

const TABLES = ["businesses", "agents", "services", "faqs", "calendars", "business_hours", "closures"];

const BOOKING = scenarioOf({
  opening: "I'd like to book a cleaning tomorrow after three.",
  expectations: [{ kind: "books", date: "2026-03-03", time: "15:00" }],
});

describe("rehearsals beside real calls", () => {
  it("wait for no row of the business, whoever holds it", async () => {
    const { ctx, businessId } = await openPractice();
    await owner.query("begin");
    for (const table of TABLES) {
      const key = table === "businesses" ? "id" : "business_id";
      const { rowCount } = await owner.query(`select 1 from ${table} where ${key} = $1 for update`, [
        businessId,
      ]);
      expect(rowCount, table).toBeGreaterThan(0);
    }
    const held = await rehearseScenarios(ctx, { scenarios: [BOOKING] });
    await owner.query("rollback");
    expect(held).toMatchObject([{ hasPassed: true, error: null }]);
  });

  it("and a booking of the same hour neither wait for nor see each other", async () => {
    const { ctx } = await openPractice();
    const startsAt = new Date("2026-03-03T20:00:00Z");
    const booking = { startsAt, source: "dashboard", status: "confirmed", rules: "free" } as const;
    const [one, other, ...rehearsed] = await Promise.all([
      bookAppointment(ctx, booking),
      bookAppointment(ctx, booking),
      ...Array.from({ length: 6 }, () => rehearseScenarios(ctx, { scenarios: [BOOKING] })),
    ]);
    for (const results of rehearsed) expect(results).toMatchObject([{ hasPassed: true, error: null }]);
    const { items } = await listAppointments(ctx, { page: 1, limit: 10 });
    expect(items.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
    const { rows } = await owner.query("select 1 from businesses where slug like 'rehearsal-%'");
    expect(rows).toEqual([]);
  });
});
