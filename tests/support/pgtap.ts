import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { pgtap } from "@electric-sql/pglite-pgtap";
import { databaseTemplate, extensions } from "@/lib/db/embedded";

const FOLDER = "supabase/tests";

export interface TapReport {
  /** `ok 1 - …` and `not ok 2 - …`, each with its diagnosis. */
  lines: string[];
  /** How many tests the file says it has, once it reached its end. */
  planned: number | null;
  /** Why the file stopped before its end. */
  error: string | null;
}

/** The pgTAP files, in order. */
export const tapFiles = async (): Promise<string[]> =>
  (await readdir(FOLDER)).filter((file) => file.endsWith(".sql")).sort();

/** A migrated database with pgTAP in it; the caller closes it. */
export const openTapDatabase = async (): Promise<PGlite> =>
  PGlite.create({ extensions: { ...extensions, pgtap }, loadDataDir: await databaseTemplate() });

/** Runs one pgTAP file, which leaves nothing behind. */
export async function runTap(lite: PGlite, file: string): Promise<TapReport> {
  const results = await lite
    .exec(await readFile(path.join(FOLDER, file), "utf8"))
    .catch(async (error: Error) => {
      await lite.exec("rollback");
      return error;
    });
  if (results instanceof Error) return { lines: [], planned: null, error: results.message };
  const texts = results
    .flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)))
    .filter((value) => typeof value === "string");
  const plan = texts.find((text) => /^1\.\.\d+$/.test(text));
  return {
    lines: texts.filter((text) => /^(not )?ok \d/.test(text)),
    planned: plan ? Number(plan.slice(3)) : null,
    error: null,
  };
}
