import fc from "fast-check";
import { sql } from "kysely";
import { asService } from "@/lib/db/tenant";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { testDatabase } from "../../support/context";

/** Writes to the rows of one list, as SQL of one statement each. */
export interface ListedTable {
  table: "leads";
  /** An insert of so many rows, each with its own words. */
  insert: (ctx: TenantContext, rows: { id: string; word: number }[]) => Promise<unknown>;
  /** Gives the rows with these ids other words. */
  change: (ctx: TenantContext, ids: string[], word: number) => Promise<unknown>;
  /** Changes what is no word of the list. */
  touch: (ctx: TenantContext, ids: string[]) => Promise<unknown>;
  /** Takes rows out of the list, or puts them back, where the list has rows that it does not show. */
  hide?: (ctx: TenantContext, ids: string[], isHidden: boolean, other: string) => Promise<unknown>;
  /** What the list shows, by its words. */
  counted: string;
}

const pick = <T>(words: readonly T[], index: number): T => words[index % words.length] as T;
const STATUSES = ["new", "contacted", "qualified", "lost"];
const SOURCES = ["call", "web", "import"];

export const LISTS: Record<string, ListedTable> = {
  leads: {
    table: "leads",
    insert: ({ trx, business }, rows) =>
      trx
        .insertInto("leads")
        .values(
          rows.map(({ id, word }) => ({
            id,
            business_id: business.id,
            status: pick(STATUSES, word),
            source: pick(SOURCES, word),
            created_at: new Date(),
            updated_at: new Date(),
          })),
        )
        .execute(),
    change: ({ trx }, ids, word) =>
      trx
        .updateTable("leads")
        .set({ status: pick(STATUSES, word), temperature: pick(["hot", "cold"], word) })
        .where("id", "in", ids)
        .execute(),
    touch: ({ trx }, ids) =>
      trx.updateTable("leads").set({ notes: "called" }).where("id", "in", ids).execute(),
    hide: ({ trx }, ids, isHidden, other) =>
      trx
        .updateTable("leads")
        .set({ merged_into_id: isHidden ? other : null })
        .where("id", "in", ids)
        .where("id", "<>", other)
        .execute(),
    counted: "select status, source, temperature from leads where merged_into_id is null",
  },
};

/** One write: what, to how many of the rows there are, from which one on, and whether it is taken back. */
export const writes = fc.array(
  fc.record({
    act: fc.constantFrom("insert", "change", "touch", "hide", "show", "remove", "sum up"),
    from: fc.nat({ max: 50 }),
    count: fc.integer({ min: 1, max: 5 }),
    word: fc.nat({ max: 20 }),
    isTakenBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 15 },
);
export type Write = typeof writes extends fc.Arbitrary<(infer W)[]> ? W : never;

/** Sums up what the ledger has of a list, as the database does by itself now and then. */
export const sumUp = async (businessId: string, list: string): Promise<void> => {
  await asService((await testDatabase()).kysely, (trx) =>
    sql`select app.sum_up_list_counts(${businessId}, ${list})`.execute(trx),
  );
};

class TakenBack extends Error {}

/** Does the writes one after the other, each in a transaction of its own. */
export async function write(ctx: Context, list: string, known: string[], given: Write[]): Promise<void> {
  const table = LISTS[list];
  if (!table) throw new Error(`No list ${list}`);
  for (const { act, from, count, word, isTakenBack } of given) {
    const added = Array.from({ length: count }, () => newId(new Date()));
    const start = from % Math.max(known.length, 1);
    const ids = known.slice(start, start + count);
    if (act === "sum up") {
      await sumUp(ctx.business?.id ?? "", list);
      continue;
    }
    if (act !== "insert" && ids.length === 0) continue;
    await inTenant(ctx, async (inner) => {
      if (act === "insert")
        await table.insert(
          inner,
          added.map((id, index) => ({ id, word: word + index })),
        );
      if (act === "change") await table.change(inner, ids, word);
      if (act === "touch") await table.touch(inner, ids);
      if (act === "hide" || act === "show") await table.hide?.(inner, ids, act === "hide", known[0] ?? "");
      if (act === "remove") await inner.trx.deleteFrom(table.table).where("id", "in", ids).execute();
      if (isTakenBack) throw new TakenBack();
    }).catch((error: unknown) => {
      if (!(error instanceof TakenBack)) throw error;
    });
    if (isTakenBack) continue;
    if (act === "insert") known.push(...added);
    if (act === "remove") {
      const left = new Set(await idsIn(ctx, table.table));
      known.splice(0, known.length, ...known.filter((id) => left.has(id)));
    }
  }
}

const idsIn = (ctx: Context, table: ListedTable["table"]): Promise<string[]> =>
  inTenant(ctx, async ({ trx }) =>
    (await trx.selectFrom(table).select("id").orderBy("id").execute()).map(({ id }) => id),
  );

/** What the ledger says and what there is, by words, without words that nothing has. */
export const bothCounts = (ctx: Context, list: string): Promise<{ ledger: unknown[]; rows: unknown[] }> =>
  inTenant(ctx, async ({ trx }) => {
    const ledger = await sql`select status, source, temperature, sum(delta)::bigint as count from list_counts
      where list = ${list} group by 1, 2, 3 having sum(delta) <> 0 order by 1, 2, 3`.execute(trx);
    const rows = await sql`select status, source, temperature, count(*) as count
      from (${sql.raw(LISTS[list]?.counted ?? "")}) as listed group by 1, 2, 3 order by 1, 2, 3`.execute(trx);
    return { ledger: ledger.rows, rows: rows.rows };
  });
