import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "@/lib/db/client";
import { applyMigrations, readMigrations } from "@/lib/db/migrate";
import { asTenant } from "@/lib/db/tenant";
import { newId } from "@/lib/domain/ids";
import { runSql, type SupabaseProject, startSupabaseProject } from "../support/supabase";

// A database that nobody has queried yet has used none of its indexes; the lint says nothing about the schema.
const INHERENT_TO_AN_EMPTY_DATABASE = new Set(["unused_index"]);

let project: SupabaseProject;
const push = () => project.cli("db", "push", "--yes", "--include-seed", `--remote=${project.url}`);
const findings = async () =>
  (await project.advise("info")).lints.filter(({ name }) => !INHERENT_TO_AN_EMPTY_DATABASE.has(name));

beforeAll(async () => {
  project = await startSupabaseProject();
});

afterAll(() => project.stop());

describe("supabase db push", () => {
  it("applies every migration and the seed as an owner who is no superuser", async () => {
    const answer = await push();
    expect(answer.exitCode, answer.stderr).toBe(0);
    for (const { version, name } of await readMigrations()) {
      expect(answer.stderr).toContain(`Applying migration ${version}_${name}.sql`);
    }
    expect(answer.stderr).toContain("Seeding data from supabase/seed.sql");
  });

  it("finds nothing to do the second time, and neither does the app's own migrator", async () => {
    const answer = await push();
    expect(answer.exitCode, answer.stderr).toBe(0);
    expect(answer.stdout).toContain("up to date");
    expect(await applyMigrations(project.url)).toEqual([]);
  });

  it("leaves a database that the app can work in as its own login role", async () => {
    await runSql(project.url, "alter role frontdesk_app password 'app'");
    const address = new URL(project.url);
    address.username = "frontdesk_app";
    address.password = "app";
    const database = await openPostgres(address.toString());
    try {
      const claims = { userId: null, businessId: newId(new Date()) };
      const rows = await asTenant(database.kysely, claims, (trx) =>
        trx.selectFrom("leads").select("id").execute(),
      );
      expect(rows).toEqual([]);
      await expect(database.kysely.selectFrom("leads").select("id").execute()).rejects.toMatchObject({
        code: "42501",
      });
    } finally {
      await database.close();
    }
  });
});

describe("supabase db advisors", () => {
  it("finds nothing in the schema", async () => {
    expect(await findings()).toEqual([]);
    expect((await project.advise("warn")).exitCode).toBe(0);
  });

  it("would find what is wrong: the clean answer above is not a silent one", async () => {
    await runSql(
      project.url,
      `create table public.open_table (id uuid primary key, business_id uuid references public.businesses (id));
       grant select on public.open_table to anon, authenticated;
       create table public.closed_table (id uuid primary key);
       alter table public.closed_table enable row level security;
       create function public.loose() returns int language sql as 'select 1';
       create policy leads_again on public.leads for select to authenticated using (true);`,
    );
    const names = new Set((await findings()).map(({ name }) => name));
    expect(names).toEqual(
      new Set([
        "rls_disabled_in_public",
        "unindexed_foreign_keys",
        "rls_enabled_no_policy",
        "function_search_path_mutable",
        "multiple_permissive_policies",
      ]),
    );
    expect((await project.advise("warn")).exitCode).not.toBe(0);
  });
});
