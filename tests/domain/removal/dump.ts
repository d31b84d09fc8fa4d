import { sql } from "kysely";
import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../support/context";

/** Every table with a business's rows in it, as the database has them now. */
export async function tenantTables(): Promise<string[]> {
  const { kysely } = await testDatabase();
  const { rows } = await asService(kysely, (trx) =>
    sql<{ name: string }>`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'business_id' order by 1`.execute(trx),
  );
  return rows.map(({ name }) => name);
}

/** All rows of a business, by table, each as text. */
export async function dumpOf(businessId: string): Promise<Record<string, string[]>> {
  const { kysely } = await testDatabase();
  const tables = await tenantTables();
  return asService(kysely, async (trx) => {
    const dump: Record<string, string[]> = {};
    for (const table of [...tables, "businesses"]) {
      const column = sql.ref(table === "businesses" ? "id" : "business_id");
      const { rows } = await sql<{
        row: string;
      }>`select to_jsonb(t)::text as row from ${sql.table(table)} as t
        where ${column} = ${businessId} order by 1`.execute(trx);
      dump[table] = rows.map(({ row }) => row);
    }
    return dump;
  });
}
