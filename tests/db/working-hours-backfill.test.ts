import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { extensions } from "@/lib/db/embedded";
import { readBootstrap, readMigrations } from "@/lib/db/migrate";

const BUSINESS = "019caf10-7000-7a46-a38a-e6673ba4215c";
const id = (place: number) => `019caf10-7000-7a46-a38a-e6673ba421${60 + place}`;
/** As they were kept, and as they are now. */
const HOURS: [unknown, unknown][] = [
  [{ monday: { open: "09:00", close: "17:00" } }, [{ dayOfWeek: 1, opensAt: "09:00", closesAt: "17:00" }]],
  [
    { friday: { open: "22:00", close: "02:00" }, sunday: { open: "00:00", close: "00:00" }, monday: null },
    [
      { dayOfWeek: 0, opensAt: "00:00", closesAt: "00:00" },
      { dayOfWeek: 5, opensAt: "22:00", closesAt: "02:00" },
    ],
  ],
  [{}, null],
  [{ monday: "09:00", tuesday: { open: "9", close: "17:00" } }, null],
  [[1, 2], null],
  [null, null],
];

let lite: PGlite;
beforeAll(async () => {
  lite = await PGlite.create({ extensions });
  await lite.exec(await readBootstrap());
  const migrations = await readMigrations();
  const at = migrations.findIndex(({ name }) => name === "working_hours");
  for (const { sql } of migrations.slice(0, at)) await lite.exec(`begin;\n${sql}\n;commit;`);
  await lite.query(
    `insert into businesses (id, slug, name, created_at, updated_at) values ($1, 'harbor', 'Harbor', now(), now())`,
    [BUSINESS],
  );
  for (const [place, [sent]] of HOURS.entries()) {
    const kept = sent === null ? null : JSON.stringify(sent);
    await lite.query(
      `insert into agents (id, business_id, name, working_hours, created_at, updated_at)
       values ($1, $2, 'Ava', $3, now(), now())`,
      [id(place), BUSINESS, kept],
    );
    await lite.query(
      `insert into agent_versions (id, business_id, agent_id, version, status, settings, published_at, created_at,
         updated_at)
       values ($1, $2, $1, 1, 'retired', $3, now(), now(), now())`,
      [id(place), BUSINESS, JSON.stringify(sent === null ? { name: "Ava" } : { workingHours: sent })],
    );
  }
  for (const { sql } of migrations.slice(at)) await lite.exec(`begin;\n${sql}\n;commit;`);
});
afterAll(() => lite.close());

it("turns hours that were kept as sent into a week, and what is none into always", async () => {
  const { rows } = await lite.query("select working_hours from agents order by id");
  expect(rows).toEqual(HOURS.map(([, week]) => ({ working_hours: week })));
});

it("does the same in every version, and leaves one that had none", async () => {
  const { rows } = await lite.query("select settings from agent_versions order by id");
  expect(rows).toEqual(
    HOURS.map(([sent, week]) => ({ settings: sent === null ? { name: "Ava" } : { workingHours: week } })),
  );
});
