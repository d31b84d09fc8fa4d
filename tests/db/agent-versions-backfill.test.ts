import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extensions } from "@/lib/db/embedded";
import { readBootstrap, readMigrations } from "@/lib/db/migrate";

const BUSINESS = "019caf10-7000-7a46-a38a-e6673ba4215c";
const SYNCED = "019caf10-7000-7a46-a38a-e6673ba4215d";
const PENDING = "019caf10-7000-7a46-a38a-e6673ba4215e";

let lite: PGlite;
beforeAll(async () => {
  lite = await PGlite.create({ extensions });
  await lite.exec(await readBootstrap());
  const migrations = await readMigrations();
  const at = migrations.findIndex(({ name }) => name === "agent_versions");
  for (const { sql } of migrations.slice(0, at)) await lite.exec(`begin;\n${sql}\n;commit;`);
  await lite.exec(`
    insert into businesses (id, slug, name, created_at, updated_at)
      values ('${BUSINESS}', 'harbor', 'Harbor', '2026-03-01', '2026-03-01');
    insert into agents (id, business_id, name, greeting, voice_speed, escalation_triggers, working_hours,
        fallback_number, sync_status, created_at, updated_at) values
      ('${SYNCED}', '${BUSINESS}', 'Ava', 'Hello', 1.2, '{fire,blood}', '{"monday": "09:00"}', '+12125550100',
        'synced', '2026-03-01', '2026-03-02'),
      ('${PENDING}', '${BUSINESS}', 'Eva', '', 1, '{}', null, null, 'pending', '2026-03-01', '2026-03-01');`);
  for (const { sql } of migrations.slice(at)) await lite.exec(`begin;\n${sql}\n;commit;`);
});
afterAll(() => lite.close());

describe("agents from before there were versions", () => {
  it("are their own first version, live, with the settings that they had", async () => {
    const { rows } = await lite.query(
      "select agent_id, version, status, settings, published_at = created_at as is_of_old from agent_versions order by agent_id",
    );
    expect(rows).toEqual([
      {
        agent_id: SYNCED,
        version: 1,
        status: "published",
        is_of_old: true,
        settings: {
          name: "Ava",
          description: "",
          greeting: "Hello",
          personality: "professional",
          conversationStyle: "friendly",
          instructions: "",
          language: "en-US",
          voiceId: null,
          voiceSpeed: 1.2,
          voicePitch: 1,
          escalationTriggers: ["fire", "blood"],
          workingHours: null,
          fallbackNumbers: ["+12125550100"],
        },
      },
      expect.objectContaining({ agent_id: PENDING, version: 1, status: "published" }),
    ]);
  });

  it("are known to the voice vendor as that version where they were known at all", async () => {
    const { rows } = await lite.query("select id, version, synced_version from agents order by id");
    expect(rows).toEqual([
      { id: SYNCED, version: 1, synced_version: 1 },
      { id: PENDING, version: 1, synced_version: null },
    ]);
  });
});
