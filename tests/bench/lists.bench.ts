import pg from "pg";
import type { Context } from "@/lib/domain/context";
import { listLeads } from "@/lib/domain/leads";
import { makeTenant } from "../support/context";
import { openOnPostgres } from "../support/postgres";
import { median, ms, quantile, type Row } from "./statistics";

const MANY = 1_000_000;
const FEW = 1_000;
const RUNS = 200;
const WARM_UP = 20;
const AIM_RATIO = 2;
const AIM_DEEP_MILLISECONDS = 10;

/** Leads of a business in one statement, three minutes apart, ids in the order of their time as the product makes them. */
const INSERT = `
  insert into leads (id, business_id, name, phone, email, status, source, temperature, score, reason, notes,
    created_at, updated_at)
  select (lpad(to_hex(i), 12, '0') || '7000' || '8000' || substr(md5($1 || i), 1, 12))::uuid, $1::uuid,
    (array['Ada','Grace','Alan','Edsger','Barbara','Donald','Tony','Niklaus'])[1 + i % 8] || ' '
      || initcap(substr(md5('name' || i), 1, 7)),
    '+1' || (2120000000 + i), substr(md5('mail' || i), 1, 10) || '@example.com',
    (array['new','contacted','qualified','unqualified','converted','lost'])[1 + i * 7919 % 6],
    (array['call','sms','email','web'])[1 + i * 104729 % 4], (array['hot','warm','cold'])[1 + i * 31 % 3],
    i * 37 % 101, 'Asked for a check-up.', 'Prefers mornings.',
    now() - ($2::bigint - i) * interval '3 minutes', now()
  from generate_series(1::bigint, $2::bigint) as i`;

/** Fills both businesses. The second indexes are made afterwards, which takes a tenth of the time. */
async function fill(ownerUrl: string, many: string, few: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query("set maintenance_work_mem = '512MB'");
    const { rows } = await owner.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
       where indrelid = 'leads'::regclass and not indisunique`,
    );
    for (const { name } of rows) await owner.query(`drop index ${name}`);
    await owner.query(INSERT, [many, MANY]);
    for (const { definition } of rows) await owner.query(definition);
    await owner.query(INSERT, [few, FEW]);
    // What autovacuum does on a server that stays up.
    await owner.query("vacuum analyze leads");
    await owner.query("vacuum analyze list_counts");
  } finally {
    await owner.end();
  }
}

type Query = Omit<Parameters<typeof listLeads>[1], "page" | "limit"> & { page?: number; limit?: number };

/** Milliseconds of the verb, its transaction and three round trips with it. @throws Error for a page that is not full. */
async function measure(ctx: Context, query: Query): Promise<number[]> {
  const samples: number[] = [];
  for (let index = 0; index < RUNS + WARM_UP; index += 1) {
    const startedAt = performance.now();
    const { items, limit } = await listLeads(ctx, { page: 1, limit: 20, ...query });
    if (index >= WARM_UP) samples.push(performance.now() - startedAt);
    if (items.length !== limit && !query.search)
      throw new Error(`A page of ${items.length} instead of ${limit}`);
  }
  return samples;
}

const spread = (samples: number[]): string =>
  `${ms(median(samples))} / ${ms(quantile(samples, 0.95))} / ${ms(quantile(samples, 0.99))}`;

const PARTS: { what: string; query: Query; aim?: number; bound: string }[] = [
  {
    what: "page 500",
    query: { page: 500 },
    aim: AIM_DEEP_MILLISECONDS,
    bound: "10,000 entries of the index are passed over; no row is read before the page.",
  },
  {
    what: "page 500, 100 a page",
    query: { page: 500, limit: 100 },
    bound: "50,000 entries of the index are passed over, and 100 rows read.",
  },
  {
    what: "two states and a source, page 1",
    query: { status: ["new", "contacted"], source: ["web"] },
    bound: "The words stand in the index; what has others is passed over.",
  },
  { what: "the best first, page 500", query: { sort: "score", page: 500 }, bound: "As page 500." },
  {
    what: "search for a name that one has",
    query: { search: "c4ca423" },
    bound: "Posting lists of its trigrams, cut with that of the business.",
  },
  {
    what: "search for a name that 125,000 have",
    query: { search: "grace" },
    bound: "The newest 10,000 that match are found and counted.",
  },
  {
    what: "search for two letters",
    query: { search: "qx" },
    bound: "The newest 10,000 leads are looked through.",
  },
];

/** The list of leads of a business with a million of them against one with a thousand, in the same database. */
export async function run(): Promise<Row[]> {
  const postgres = await openOnPostgres({ connections: 1 });
  try {
    const [many, few] = [await makeTenant(), await makeTenant()];
    await fill(postgres.server.ownerUrl, many.businessId, few.businessId);
    const [ofMany, ofFew]: [number[], number[]] = [[], []];
    // Interleaved, so that both see the same machine.
    for (let round = 0; round < 3; round += 1) {
      ofFew.push(...(await measure(few.ctx, {})));
      ofMany.push(...(await measure(many.ctx, {})));
    }
    const ratio = median(ofMany) / median(ofFew);
    const rows: Row[] = [
      {
        what: "The list of leads, page 1: 1,000,000 of them against 1,000, postgres",
        measured: `${spread(ofMany)} against ${spread(ofFew)} (p50 / p95 / p99): ${ratio.toFixed(2)} times`,
        aim: `≤ ${AIM_RATIO} times`,
        isMet: ratio <= AIM_RATIO,
        bound: "One statement: 20 entries of an index, their rows, and the sum of the counts.",
      },
    ];
    for (const { what, query, aim, bound } of PARTS) {
      const samples = await measure(many.ctx, query);
      rows.push({
        what: `The list of 1,000,000 leads, ${what}, postgres`,
        measured: `${spread(samples)} (p50 / p95 / p99)`,
        aim: aim === undefined ? "" : `p50 ≤ ${aim} ms`,
        isMet: aim === undefined ? null : median(samples) <= aim,
        bound,
      });
    }
    return rows;
  } finally {
    await postgres.close();
  }
}
