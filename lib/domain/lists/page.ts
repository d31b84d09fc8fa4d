import { type AliasableExpression, type Expression, type SelectQueryBuilder, sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";
import { offsetOf, type Page, type PageInput } from "@/lib/domain/paging";

/** A row of a page, found without being read, and how many the list has in all. */
export interface PlaceInList {
  id: string;
  total: number | null;
}

/**
 * The places of one page, to be joined with their rows: what lies before the page is passed over in the index, without
 * reading rows.
 * @param ids the ids of the whole list in its order.
 * @param total how many there are in all, as `countOf` or `countUpTo` say. A page past the end costs no more than that.
 */
export const placesOf = <DB, Tables extends keyof DB>(
  input: PageInput,
  ids: SelectQueryBuilder<DB, Tables, { id: string }>,
  total: Expression<number | null>,
): AliasableExpression<PlaceInList> => {
  const offset = offsetOf(input);
  const first = ids.limit(input.limit);
  const places = offset === 0 ? first : first.where(sql<boolean>`${offset} < ${total}`).offset(offset);
  return sql<PlaceInList>`(select id, ${total} as total from ${places} as ids)`;
};

/**
 * Reads a page in one statement; two where it lies past the end, as there is no row then to carry the total.
 * @param rows the rows of the page in their order, each with the total of its place.
 */
export async function readPage<Row extends { total: number | null }, Item>(
  { trx }: TenantContext,
  { page, limit }: PageInput,
  list: { rows: { execute(): Promise<Row[]> }; total: Expression<number | null> },
  itemOf: (row: Row) => Item,
): Promise<Page<Item>> {
  const rows = await list.rows.execute();
  const first = rows[0] ?? (page === 1 ? { total: 0 } : await totalAlone());
  return { items: rows.map(itemOf), total: first.total ?? 0, page, limit };

  function totalAlone(): Promise<{ total: number | null }> {
    return trx.selectNoFrom(sql<number | null>`${list.total}`.as("total")).executeTakeFirstOrThrow();
  }
}
