import { type AliasableExpression, type Expression, sql } from "kysely";
import { offsetOf, type PageInput } from "@/lib/domain/paging";
import type { CountedWords } from "./counts";
import type { PlaceInList } from "./page";

type SearchedList = "leads" | "contacts";

/** As `hasOneOf` has it: null is every row, an empty list none. */
const anyOf = (words: readonly string[] | undefined) => (words ? [...words] : null);

/** The newest 10,000 rows of a list at most in which a term stands: `app.find_in_list` of the migrations. */
const found = (list: SearchedList, term: string, { status, source, temperature }: CountedWords) =>
  sql`app.find_in_list(${list}, ${term}, ${anyOf(status)}, ${anyOf(source)}, ${anyOf(temperature)}) as found`;

interface Search {
  list: SearchedList;
  /** Part of a name, phone, e-mail or company. */
  term: string;
  words?: CountedWords;
  /** The columns `created_at`, `score` and `id` in their order. */
  order: Expression<unknown>;
}

/**
 * The places of one page of a search, and how many it found in all, at most 10,000. The business is the one that the
 * tenant's transaction claims; a system transaction claims none, and finds nothing.
 */
export const placesFound = (
  input: PageInput,
  { list, term, words = {}, order }: Search,
): { places: AliasableExpression<PlaceInList>; total: Expression<number | null> } => ({
  places: sql<PlaceInList>`(select id, count(*) over () as total from ${found(list, term, words)}
    order by ${order} limit ${input.limit} offset ${offsetOf(input)})`,
  total: sql<number>`(select count(*) from ${found(list, term, words)})`,
});
