import { afterAll, beforeAll, expect, it } from "vitest";
import { applyMigrations, readBootstrap, readMigrations } from "@/lib/db/migrate";
import { type RunningPostgres, startPostgres } from "../support/postgres";
import { rowsOf, runSql } from "../support/supabase";

const BUSINESS = "00000000-0000-4000-8000-000000000001";
const AGENT = "00000000-0000-4000-8000-000000000002";
const CONVERSATION = "00000000-0000-4000-8000-000000000003";
const LEAD = "00000000-0000-4000-8000-000000000004";
const CALENDAR = "00000000-0000-4000-8000-000000000005";
const [PRICED, UNPRICED] = ["00000000-0000-4000-8000-000000000006", "00000000-0000-4000-8000-000000000007"];

// An owner as some hosts give one: no superuser, and held to the row-level security of its own tables.
const OWNER = `
  create role plain_owner login createrole nosuperuser nobypassrls password 'plain';
  grant anon, authenticated, service_role to plain_owner with admin option;
  alter database postgres owner to plain_owner;
  alter schema public owner to plain_owner;
`;

const ROWS = `
  insert into public.businesses (id, slug, name, created_at, updated_at)
    values ('${BUSINESS}', 'kept', 'Kept', now(), now());
  insert into public.agents
    (id, business_id, name, fallback_number, sync_status, voice_vendor_agent_id, created_at, updated_at)
    values ('${AGENT}', '${BUSINESS}', 'Ava', '+12125550143', 'synced', 'vendor-1', now(), now());
  insert into public.conversations (id, business_id, channel, created_at, updated_at)
    values ('${CONVERSATION}', '${BUSINESS}', 'voice', now(), now());
  insert into public.leads (id, business_id, conversation_id, temperature, score, created_at, updated_at)
    values ('${LEAD}', '${BUSINESS}', '${CONVERSATION}', 'hot', 10, now(), now());
  insert into public.calendars (id, business_id, name, created_at, updated_at)
    values ('${CALENDAR}', '${BUSINESS}', 'Room', now(), now());
  insert into public.services (id, business_id, name, duration_minutes, price_minor, currency, created_at, updated_at)
    values ('${PRICED}', '${BUSINESS}', 'Check-up', 30, 9500, 'eur', now(), now()),
      ('${UNPRICED}', '${BUSINESS}', 'Question', 30, null, 'eur', now(), now());
  insert into public.appointments
    (id, business_id, calendar_id, service_id, status, starts_at, ends_at, during, created_at, updated_at)
    select gen_random_uuid(), '${BUSINESS}', '${CALENDAR}', service_id, 'completed', now(), now() + interval '1 hour',
      tstzrange(now(), now() + interval '1 hour'), now(), now()
    from (values ('${PRICED}'::uuid), ('${UNPRICED}'), (null)) as services (service_id);
  insert into public.contacts (id, business_id, name, created_at, updated_at)
    values (gen_random_uuid(), '${BUSINESS}', 'Ana', now(), now());
  insert into public.calls (id, business_id, conversation_id, provider, started_at, created_at, updated_at)
    values (gen_random_uuid(), '${BUSINESS}', '${CONVERSATION}', 'telnyx', now(), now(), now());
`;

let server: RunningPostgres;

beforeAll(async () => {
  server = await startPostgres({ isMigrated: false });
  await runSql(server.ownerUrl, `${await readBootstrap()};${OWNER}`);
});

afterAll(() => server.stop());

it("a database with rows keeps what they say, migrated by an owner who cannot pass row-level security", async () => {
  const address = new URL(server.ownerUrl);
  address.username = "plain_owner";
  address.password = "plain";
  const url = address.toString();
  await runSql(
    url,
    `create schema supabase_migrations;
     create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);`,
  );
  for (const { version, sql } of await readMigrations()) {
    if (version >= "20261125") break;
    await runSql(
      url,
      `${sql};insert into supabase_migrations.schema_migrations (version) values ('${version}')`,
    );
  }
  await runSql(server.ownerUrl, ROWS);
  expect(await applyMigrations(url)).not.toEqual([]);

  const rows = (query: string) => rowsOf(server.ownerUrl, query);
  expect(await rows("select fallback_numbers, synced_version from public.agents")).toEqual([
    { fallback_numbers: ["+12125550143"], synced_version: 1 },
  ]);
  expect(
    await rows(
      `select agent_id, version, status, settings->'name' as name, settings->'fallbackNumbers' as numbers,
         settings ? 'fallbackNumber' as has_old from public.agent_versions`,
    ),
  ).toEqual([
    {
      agent_id: AGENT,
      version: 1,
      status: "published",
      name: "Ava",
      numbers: ["+12125550143"],
      has_old: false,
    },
  ]);
  expect(await rows("select lead_id from public.conversations")).toEqual([{ lead_id: LEAD }]);
  expect(await rows("select is_temperature_set from public.leads")).toEqual([{ is_temperature_set: true }]);
  expect(
    await rows(
      "select price_minor::int, price_currency from public.appointments order by price_minor nulls last",
    ),
  ).toEqual([
    { price_minor: 9500, price_currency: "eur" },
    { price_minor: null, price_currency: null },
    { price_minor: null, price_currency: null },
  ]);
  expect(await rows("select list, status, delta::int from public.list_counts order by list")).toEqual([
    { list: "appointments", status: "completed", delta: 3 },
    { list: "calls", status: "ringing", delta: 1 },
    { list: "contacts", status: "", delta: 1 },
    { list: "leads", status: "new", delta: 1 },
  ]);
  expect(await rows("select kind, payload from public.jobs where kind = 'agent.sync'")).toEqual([
    { kind: "agent.sync", payload: { agentId: AGENT } },
  ]);
  expect(
    await rows(
      `select relname from pg_class join pg_namespace on pg_namespace.oid = relnamespace
       where nspname = 'public' and relkind = 'r' and relrowsecurity and not relforcerowsecurity`,
    ),
  ).toEqual([]);
});
