import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { readMigrations } from "@/lib/db/migrate";

const names = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

describe("documents in step with the code", () => {
  it(".env.example names every variable that is read, and no other", async () => {
    // What the platform sets by itself is nobody's to fill in.
    const read = names(await readFile("lib/env.ts", "utf8"), /^ {2}([A-Z][A-Z_]+):/gm).filter(
      (name) => !name.startsWith("VERCEL"),
    );
    const shown = names(await readFile(".env.example", "utf8"), /^([A-Z_]+)=/gm);
    expect(read.length).toBeGreaterThan(20);
    expect(shown.sort()).toEqual(read.sort());
  });

  it("docs/data-model.md names every table, and marks none of them planned", async () => {
    const migrations = (await readMigrations()).map(({ sql }) => sql).join("\n");
    const tables = names(migrations, /create table public\.(\w+)/g);
    const model = await readFile("docs/data-model.md", "utf8");
    expect(tables.length).toBeGreaterThan(25);
    expect(tables.filter((table) => !model.includes(`\n| \`${table}\` `))).toEqual([]);
    expect(tables.filter((table) => model.includes(`${table} **(planned)**`))).toEqual([]);
  });

  it("links between documents lead somewhere", async () => {
    const files = [
      "README.md",
      "CONTRIBUTING.md",
      "docs/architecture.md",
      "docs/data-model.md",
      "docs/deploy.md",
    ];
    for (const file of files) {
      const base = new URL(file, `file://${process.cwd()}/`);
      for (const link of names(await readFile(base, "utf8"), /\]\((?!https?:|#)([^)#]+)/g)) {
        await expect(readFile(new URL(link, base)), `${file} → ${link}`).resolves.toBeTruthy();
      }
    }
  });

  it("the platform's crons lead to jobs that exist", async () => {
    const { crons } = JSON.parse(await readFile("vercel.json", "utf8")) as { crons: { path: string }[] };
    const route = await readFile("app/api/cron/[job]/route.ts", "utf8");
    for (const { path } of crons) expect(route).toContain(`"${path.replace("/api/cron/", "")}"`);
  });
});
