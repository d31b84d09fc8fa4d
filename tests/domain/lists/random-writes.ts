import fc from "fast-check";
import { sql } from "kysely";
import { asService } from "@/lib/db/tenant";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { newId } from "@/lib/domain/ids";
import { NOW, testDatabase } from "../../support/context";

type Columns = Record<string, unknown>;

/** The table of one counted list: what its rows hold, and how they change what counts. */
interface CountedTable {
  table: "leads" | "contacts" | "appointments" | "calls" | "messages" | "mails";
  /** A row with these words, beside its id and business. */
  row: (id: string, word: number, businessId: string) => Columns;
  /** Other words. */
  words: (word: number) => Columns;
  /** What counts nowhere. */
  touched: Columns;
  /** Out of the list, where it does not show every row; `other` is another row. */
  hidden?: (other: string) => Columns;
  shown?: Columns;
  /** What the list shows, by its words. */
  listed: string;
}

const pick = <T>(words: readonly [T, ...T[]], index: number): T => words[index % words.length] ?? words[0];
const stamp = { created_at: NOW, updated_at: NOW };
const later = new Date(Date.parse(NOW) + 3_600_000).toISOString();
const leadWords = (word: number) => ({
  status: pick(["new", "contacted", "qualified", "lost"], word),
  source: pick(["call", "web", "import"], word),
  temperature: pick(["hot", "cold"], word),
});
const appointmentWords = (word: number) => ({ status: pick(["confirmed", "pending", "cancelled"], word) });
const callWords = (word: number) => ({ status: pick(["ringing", "completed", "missed"], word) });
const textWords = (word: number) => ({ delivery_status: pick(["queued", "sent", "failed", null], word) });
const emailWords = (word: number) => ({ status: pick(["queued", "sent", "failed"], word) });
const merged = (other: string) => ({ merged_into_id: other });

export const LISTS: Record<string, CountedTable> = {
  leads: {
    table: "leads",
    row: (_id, word) => ({ ...leadWords(word), ...stamp }),
    words: leadWords,
    touched: { notes: "called" },
    hidden: merged,
    shown: { merged_into_id: null },
    listed: "select status, source, temperature from leads where merged_into_id is null",
  },
  contacts: {
    table: "contacts",
    row: (_id, word) => ({ name: `Ada ${word}`, ...stamp }),
    words: (word) => ({ name: `Grace ${word}` }),
    touched: { notes: "called" },
    hidden: merged,
    shown: { merged_into_id: null },
    listed: "select '' as status, '' as source, '' as temperature from contacts where merged_into_id is null",
  },
  appointments: {
    table: "appointments",
    row: (id, word, businessId) => ({
      ...appointmentWords(word),
      ...stamp,
      calendar_id: businessId,
      resource_id: id,
      starts_at: NOW,
      ends_at: later,
      during: `[${NOW},${later})`,
    }),
    words: appointmentWords,
    touched: { notes: "called" },
    hidden: () => ({ status: "held", held_until: later }),
    shown: { status: "confirmed", held_until: null },
    listed: "select status, '' as source, '' as temperature from appointments where status <> 'held'",
  },
  calls: {
    table: "calls",
    row: (id, word) => ({
      ...callWords(word),
      ...stamp,
      conversation_id: id,
      provider: "telnyx",
      started_at: NOW,
    }),
    words: callWords,
    touched: { to_number: "+12125550100" },
    listed: "select status, '' as source, '' as temperature from calls",
  },
  texts: {
    table: "messages",
    row: (id, word) => ({
      ...textWords(word),
      conversation_id: id,
      position: 1,
      sender: "agent",
      content: "Hello",
      sent_at: NOW,
      phone: "+12125550100",
    }),
    words: textWords,
    touched: { content: "Goodbye" },
    hidden: () => ({ phone: null }),
    shown: { phone: "+12125550100" },
    listed:
      "select coalesce(delivery_status, '') as status, '' as source, '' as temperature from messages where phone is not null",
  },
  emails: {
    table: "mails",
    row: (id, word) => ({
      ...emailWords(word),
      dedupe_key: id,
      kind: "message",
      to_address: "ada@example.com",
      subject: "Hello",
      text_body: "Hello",
      html_body: "Hello",
      attachments: [],
      is_for_customer: true,
      created_at: NOW,
    }),
    words: emailWords,
    touched: { subject: "Goodbye" },
    hidden: () => ({ is_for_customer: false }),
    shown: { is_for_customer: true },
    listed: "select status, '' as source, '' as temperature from mails where is_for_customer",
  },
};

const tableOf = (list: string): CountedTable => {
  const table = LISTS[list];
  if (!table) throw new Error(`No list ${list}`);
  return table;
};

/** One statement that inserts the rows, their columns read by the types of the table. */
const insertInto = ({ trx }: TenantContext, table: string, rows: Columns[]) => {
  const names = sql.join(Object.keys(rows[0] ?? {}).map((name) => sql.ref(name)));
  return sql`insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    trx,
  );
};

const updateIn = ({ trx }: TenantContext, table: string, ids: string[], columns: Columns) => {
  const set = Object.keys(columns).map((name) => sql`${sql.ref(name)} = given.${sql.ref(name)}`);
  return sql`update ${sql.table(table)} as row set ${sql.join(set)}
    from jsonb_populate_record(null::${sql.table(table)}, ${JSON.stringify(columns)}::jsonb) as given
    where row.id = any (${ids})`.execute(trx);
};

/** What the rows of a list point at: a calendar with the id of the business, conversations with the ids of the rows. */
async function addParents(ctx: TenantContext, table: CountedTable["table"], ids: string[]): Promise<void> {
  const business_id = ctx.business.id;
  if (table === "appointments") {
    const calendar = { id: business_id, business_id, name: "Dr. Ada", ...stamp };
    await ctx.trx
      .insertInto("calendars")
      .values(calendar)
      .onConflict((same) => same.doNothing())
      .execute();
  }
  if (table === "calls" || table === "messages") {
    const rows = ids.map((id) => ({ id, business_id, channel: "voice", ...stamp }));
    await insertInto(ctx, "conversations", rows);
  }
}

/** One write: what, to how many of the rows there are, from which one on, and whether it is taken back. */
export interface Write {
  act: "insert" | "change" | "touch" | "hide" | "show" | "remove" | "sum up";
  from: number;
  count: number;
  word: number;
  isTakenBack: boolean;
}

export const writes: fc.Arbitrary<Write[]> = fc.array(
  fc.record({
    act: fc.constantFrom("insert", "change", "touch", "hide", "show", "remove", "sum up"),
    from: fc.nat({ max: 50 }),
    count: fc.integer({ min: 1, max: 5 }),
    word: fc.nat({ max: 20 }),
    isTakenBack: fc.boolean(),
  }),
  { minLength: 1, maxLength: 15 },
);

export const inserting = (count: number): Write => ({
  act: "insert",
  from: 0,
  count,
  word: 0,
  isTakenBack: false,
});

/** Sums up what the ledger has of a list, as the database does by itself now and then. */
export const sumUp = async (businessId: string, list: string): Promise<void> => {
  await asService((await testDatabase()).kysely, (trx) =>
    sql`select app.sum_up_list_counts(${businessId}, ${list})`.execute(trx),
  );
};

async function act(
  ctx: TenantContext,
  list: string,
  write: Write,
  ids: string[],
  other: string,
): Promise<void> {
  const { table, row, words, touched, hidden, shown } = tableOf(list);
  const business_id = ctx.business.id;
  if (write.act === "insert") {
    await addParents(ctx, table, ids);
    const rows = ids.map((id, index) => ({ id, business_id, ...row(id, write.word + index, business_id) }));
    await insertInto(ctx, table, rows);
  }
  if (write.act === "change") await updateIn(ctx, table, ids, { ...shown, ...words(write.word) });
  if (write.act === "touch") await updateIn(ctx, table, ids, touched);
  if (write.act === "show" && shown) await updateIn(ctx, table, ids, shown);
  const rest = ids.filter((id) => id !== other);
  if (write.act === "hide" && hidden) await updateIn(ctx, table, rest, hidden(other));
  if (write.act === "remove") await ctx.trx.deleteFrom(table).where("id", "in", ids).execute();
}

class TakenBack extends Error {}

/**
 * Does the writes one after the other, each in a transaction of its own.
 * @param known the rows that may be written to; those that are added or removed are added or removed there.
 */
export async function write(ctx: Context, list: string, known: string[], given: Write[]): Promise<void> {
  for (const one of given) {
    const start = one.from % Math.max(known.length, 1);
    const isInsert = one.act === "insert";
    const ids = isInsert
      ? Array.from({ length: one.count }, () => newId(new Date()))
      : known.slice(start, start + one.count);
    if (one.act === "sum up") {
      await sumUp(ctx.business?.id ?? "", list);
      continue;
    }
    if (ids.length === 0) continue;
    try {
      await inTenant(ctx, async (inner) => {
        await act(inner, list, one, ids, known[0] ?? "");
        if (one.isTakenBack) throw new TakenBack();
      });
    } catch (error) {
      if (!(error instanceof TakenBack)) throw error;
      continue;
    }
    if (isInsert) known.push(...ids);
    if (one.act === "remove") {
      const left = new Set(await idsIn(ctx, tableOf(list).table));
      known.splice(0, known.length, ...known.filter((id) => left.has(id)));
    }
  }
}

const idsIn = (ctx: Context, table: CountedTable["table"]): Promise<string[]> =>
  inTenant(ctx, async ({ trx }) => (await trx.selectFrom(table).select("id").execute()).map(({ id }) => id));

/** What the ledger says and what there is, by words, without words that nothing has. */
export const bothCounts = (ctx: Context, list: string): Promise<{ ledger: unknown[]; rows: unknown[] }> =>
  inTenant(ctx, async ({ trx }) => {
    const ledger = await sql`select status, source, temperature, sum(delta)::bigint as count from list_counts
      where list = ${list} group by 1, 2, 3 having sum(delta) <> 0 order by 1, 2, 3`.execute(trx);
    const rows = await sql`select status, source, temperature, count(*) as count
      from (${sql.raw(tableOf(list).listed)}) as listed group by 1, 2, 3 order by 1, 2, 3`.execute(trx);
    return { ledger: ledger.rows, rows: rows.rows };
  });
