import { afterAll, describe, expect, it } from "vitest";
import { openTapDatabase, runTap, tapFiles } from "../support/pgtap";

const lite = await openTapDatabase();
const reports = new Map<string, Awaited<ReturnType<typeof runTap>>>();
for (const file of await tapFiles()) reports.set(file, await runTap(lite, file));

afterAll(() => lite.close());

describe.each([...reports])("%s", (_file, { lines, planned, error }) => {
  it("runs to its end", () => {
    expect(error).toBeNull();
    expect(lines).toHaveLength(planned ?? -1);
  });

  it.each(lines)("%s", (line) => {
    expect(line).toMatch(/^ok /);
  });
});

/** What the files say of a database in which something was changed; the change is undone. */
async function failuresAfter(change: string, undo: string): Promise<string> {
  await lite.exec(change);
  try {
    const failures: string[] = [];
    for (const file of await tapFiles()) {
      const { lines, error } = await runTap(lite, file);
      failures.push(...lines.filter((line) => line.startsWith("not ok")), ...(error ? [error] : []));
    }
    return failures.join("\n");
  } finally {
    await lite.exec(undo);
  }
}

const OWN = "business_id = (select app.business_id())";
const policy = (table: string, using: string, check: string) =>
  `drop policy if exists ${table}_tenant on public.${table};
   create policy ${table}_tenant on public.${table} for all to authenticated using (${using}) with check (${check});`;
const restored = policy("leads", OWN, OWN);

describe("a fence that falls is noticed", () => {
  it("says nothing of a database that nobody changed", async () => {
    expect(await failuresAfter("select 1", "select 1")).toBe("");
  });

  it.each([
    ["a policy dropped", "drop policy leads_tenant on public.leads", restored, "leads: A sees its own row"],
    ["everyone may read", policy("leads", "true", OWN), restored, "leads: A does not see the other's"],
    ["everyone may write", policy("leads", OWN, "true"), restored, "leads: A cannot insert for the other"],
    [
      "row-level security disabled",
      "alter table public.mails disable row level security",
      "alter table public.mails enable row level security",
      "mails: row-level security is enabled and forced",
    ],
    [
      "a new table that nobody protected",
      "create table public.notes (id uuid primary key, business_id uuid not null, body text not null)",
      "drop table public.notes",
      "notes: has a policy",
    ],
    [
      "a grant to the public role",
      "grant select on public.leads to anon",
      "revoke select on public.leads from anon",
      "leads: nothing for anon",
    ],
    [
      "a policy that asks once a row",
      policy("leads", "business_id = app.business_id()", OWN),
      restored,
      "policies call functions once a query",
    ],
    [
      "history that can be rewritten by another tenant",
      policy("events", "true", OWN),
      policy("events", OWN, OWN),
      "events: A does not see the other's",
    ],
    [
      "people visible to all",
      "create policy users_leak on public.users for select to authenticated using (true)",
      "drop policy users_leak on public.users",
      "users: a person sees themself, not strangers",
    ],
  ])("%s", async (_what, change, undo, expected) => {
    expect(await failuresAfter(change, undo)).toContain(expected);
  });
});
