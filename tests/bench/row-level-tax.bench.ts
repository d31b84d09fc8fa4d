import pg from "pg";
import { z } from "zod";
import { openPostgres } from "@/lib/db/client";
import type { RunningPostgres } from "../support/postgres";
import { median, ms, type Row } from "./statistics";

const RUNS = 600;
const WARM_UP = 100;

/** The statement of the list of leads, by business. */
const LIST = "select * from leads where business_id = $1 order by created_at desc, id desc limit 20";

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

/**
 * The same statement on the same rows, interleaved: as the owner of the table, whom no policy binds, and as
 * the tenant's role, inside transactions that are otherwise alike.
 */
export async function run(server: RunningPostgres): Promise<Row[]> {
  // The app's own opening proves that its role is bound by the policies.
  await (await openPostgres(server.appUrl, { max: 1 })).close();
  const owner = new pg.Client({ connectionString: server.ownerUrl });
  const app = new pg.Client({ connectionString: server.appUrl });
  await Promise.all([owner.connect(), app.connect()]);
  const { rows } = await owner.query(
    "select business_id from leads group by 1 order by count(*) desc limit 1",
  );
  const { business_id: businessId } = z.object({ business_id: z.uuid() }).parse(rows[0]);
  const claims = JSON.stringify({ role: "authenticated", business_id: businessId });
  const transaction = async (client: pg.Client, role: string | null): Promise<number> => {
    await client.query("begin");
    await client.query("select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)", [
      claims,
      role ?? "postgres",
    ]);
    let rowCount: number | null = null;
    const spent = await timed(async () => {
      ({ rowCount } = await client.query(LIST, [businessId]));
    });
    await client.query("commit");
    if (rowCount !== 20) throw new Error(`The list has ${rowCount} rows, not 20`);
    return spent;
  };
  const [asOwner, asTenant]: [number[], number[]] = [[], []];
  try {
    for (let index = 0; index < RUNS + WARM_UP; index += 1) {
      const one = await transaction(owner, null);
      const other = await transaction(app, "authenticated");
      if (index < WARM_UP) continue;
      asOwner.push(one);
      asTenant.push(other);
    }
  } finally {
    await Promise.all([owner.end(), app.end()]);
  }
  const [free, bound] = [median(asOwner), median(asTenant)];
  return [
    {
      what: "Row-level security: the list's statement as the tenant against as the table's owner",
      measured: `${ms(bound)} against ${ms(free)}: ${(bound / free).toFixed(2)} times`,
      aim: "",
      isMet: null,
      bound:
        "The policy reads the claims once a statement, and compares a column that the index already gives.",
    },
  ];
}
