import { sql } from "kysely";
import type { SystemContext } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";

/**
 * What a business is, as against what happened in it; each table after those that it points at. Columns and references
 * are read from the catalog, so that a new one is copied too.
 */
const TABLES = [
  "agents",
  "business_hours",
  "services",
  "faqs",
  "calendars",
  "calendar_services",
  "time_slots",
  "closures",
] as const;

interface Column {
  table: string;
  column: string;
  /** The table of the business that it points at. */
  refersTo: string | null;
}

const columnsOf = async ({ trx }: SystemContext): Promise<Column[]> => {
  const { rows } = await sql<Column>`
    select t.relname as "table", a.attname as "column",
      (select f.relname from pg_constraint k join pg_class f on f.oid = k.confrelid
       where k.conrelid = t.oid and k.contype = 'f' and a.attnum = any (k.conkey) and a.attname <> 'business_id'
         and exists (select from pg_attribute b where b.attrelid = f.oid and b.attname = 'business_id')
       limit 1) as "refersTo"
    from pg_class t
    join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
      and a.attidentity = '' and a.attgenerated = ''
    where t.relnamespace = 'public'::regnamespace and t.relname = any (${["businesses", ...TABLES]})
    order by t.relname, a.attnum`.execute(trx);
  return rows;
};

/** The id that a row gets in the copy: its time stays, so that the order does, and the rest is new. */
const copiedId = (id: ReturnType<typeof sql.ref>, salt: string) =>
  sql`(substr(${id}::text, 1, 20) || substr(md5(${salt} || ${id}::text)::uuid::text, 21))::uuid`;

function copied({ table, column, refersTo }: Column, copyId: string) {
  if (column === "business_id" || (table === "businesses" && column === "id")) return sql`${copyId}::uuid`;
  if (table === "businesses" && column === "slug") return sql`${`rehearsal-${copyId}`}::text`;
  const isCopied = TABLES.some((name) => name === refersTo);
  if (column === "id" || isCopied) return copiedId(sql.ref(column), copyId);
  return refersTo === null ? sql.ref(column) : sql`null`;
}

export interface OfficeCopy {
  businessId: string;
  agentId: string;
}

/**
 * Writes a copy of a business into a system transaction: its hours, closures, services, answers, calendars and
 * receptionists, with ids of its own and nothing that ever happened in it. Reads without locking.
 * @throws DomainError `not_found` for an agent that the business does not have.
 */
export async function copyOffice(
  ctx: SystemContext,
  source: { businessId: string; agentId: string },
): Promise<OfficeCopy> {
  const copyId = newId(ctx.clock.now());
  const columns = await columnsOf(ctx);
  for (const table of ["businesses", ...TABLES]) {
    const own = columns.filter((column) => column.table === table);
    const key = table === "businesses" ? "id" : "business_id";
    await sql`
      insert into ${sql.table(table)} (${sql.join(own.map(({ column }) => sql.ref(column)))})
      select ${sql.join(own.map((column) => copied(column, copyId)))}
      from ${sql.table(table)} where ${sql.ref(key)} = ${source.businessId}`.execute(ctx.trx);
  }
  const { rows } = await sql<{ id: string }>`
    select ${copiedId(sql.ref("id"), copyId)} as id from agents
    where business_id = ${source.businessId} and id = ${source.agentId}`.execute(ctx.trx);
  const [agent] = rows;
  if (!agent) throw notFound("agent");
  return { businessId: copyId, agentId: agent.id };
}
