import { type Expression, type SqlBool, sql } from "kysely";

/** Rows with one of these words: every row where no words are asked for, none where no word fits. */
export const hasOneOf = (column: string, words: readonly string[] | undefined): Expression<SqlBool> => {
  if (!words) return sql<boolean>`true`;
  return words.length > 0 ? sql<boolean>`${sql.ref(column)} in (${sql.join(words)})` : sql<boolean>`false`;
};
