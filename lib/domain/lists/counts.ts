import { type Expression, type SelectQueryBuilder, sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";
import { offsetOf, type PageInput } from "@/lib/domain/paging";
import { hasOneOf } from "./words";

/** The lists whose rows the database counts as they change: `app.keep_list_counts` of the migrations. */
type CountedList = "leads" | "contacts" | "appointments" | "calls" | "texts" | "emails";

/** A part of a counted list: one of these words each, as `hasOneOf` has it. */
export interface CountedWords {
  status?: readonly string[] | undefined;
  source?: readonly string[] | undefined;
  temperature?: readonly string[] | undefined;
}

/** How many rows are counted at most where the database does not count them as they change. */
const MOST_COUNTED = 10_000;

/** How many rows of a counted list have these words, without looking at them. */
export const countOf = (
  { trx, business }: TenantContext,
  list: CountedList,
  { status, source, temperature }: CountedWords = {},
): Expression<number | null> => {
  const counts = trx
    .selectFrom("list_counts")
    .select(sql<number>`coalesce(sum(delta), 0)::bigint`.as("total"))
    .where("business_id", "=", business.id)
    .where("list", "=", list)
    .where(hasOneOf("status", status))
    .where(hasOneOf("source", source))
    .where(hasOneOf("temperature", temperature));
  return sql<number>`${counts}`;
};

/**
 * How many rows a query has: the number up to 10,000; of more, 10,000, or one more than the page asked for shows, so that
 * who goes on to the next page misses none.
 */
export const countUpTo = <DB, Tables extends keyof DB>(
  input: PageInput,
  rows: SelectQueryBuilder<DB, Tables, { id: string }>,
): Expression<number | null> =>
  sql<number>`(select count(*) from ${rows.limit(Math.max(MOST_COUNTED, offsetOf(input) + input.limit + 1))} as counted)`;
