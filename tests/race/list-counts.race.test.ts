import { expect, it } from "vitest";
import { inTenant } from "@/lib/domain/context";
import { createLead, listLeads, updateLead } from "@/lib/domain/leads";
import { bothCounts, LISTS, sumUp, type Write, write } from "../domain/lists/random-writes";
import { makeTenant } from "../support/context";
import { onPostgres } from "../support/on-postgres";

const onServer = onPostgres({ connections: 20 });

const WRITERS = 12;
const ACTS = ["insert", "change", "insert", "hide", "touch", "show", "insert", "remove"] as const;

/** The same for every run: what the writers do is not what is random here. */
const writesOf = (writer: number): Write[] =>
  Array.from({ length: 40 }, (_, index) => ({
    act: ACTS[(writer + index) % ACTS.length] ?? "insert",
    from: writer + index,
    count: 1 + ((writer + index) % 3),
    word: writer * 7 + index,
    isTakenBack: (writer + index) % 5 === 0,
  }));

it.each(Object.keys(LISTS))(
  "counts of %s are those of the rows, whoever writes and sums up at once",
  async (list) => {
    const { ctx, businessId } = await makeTenant();
    let isWriting = true;
    const summing = Array.from({ length: 4 }, async () => {
      while (isWriting) await sumUp(businessId, list);
    });
    try {
      // Each writer has rows of its own: rows that two change are another race.
      await Promise.all(
        Array.from({ length: WRITERS }, (_, writer) => write(ctx, list, [], writesOf(writer))),
      );
    } finally {
      isWriting = false;
      await Promise.all(summing);
    }
    const { ledger, rows } = await bothCounts(ctx, list);
    expect(ledger).toEqual(rows);
    expect(rows).not.toEqual([]);
    await sumUp(businessId, list);
    const left = await inTenant(ctx, ({ trx }) =>
      trx.selectFrom("list_counts").select("id").where("list", "=", list).execute(),
    );
    expect(left).toHaveLength(rows.length);
  },
);

it("a list and its total agree while leads come and change", async () => {
  const { ctx } = await makeTenant();
  expect(onServer.database.kind).toBe("postgres");
  const added = await Promise.all(
    Array.from({ length: 20 }, (_, index) => createLead(ctx, { name: `Ada ${index}`, source: "web" })),
  );
  const changes = added.map(({ id }, index) =>
    updateLead(ctx, { id, status: index % 2 === 0 ? "qualified" : "lost" }),
  );
  const looks = Array.from({ length: 20 }, () => listLeads(ctx, { page: 1, limit: 100 }));
  for (const { items, total } of await Promise.all(looks)) expect(items).toHaveLength(total);
  await Promise.all(changes);
  for (const status of ["qualified", "lost"] as const) {
    const { items, total } = await listLeads(ctx, { page: 1, limit: 100, status: [status] });
    expect({ total, length: items.length }).toEqual({ total: 10, length: 10 });
  }
});
