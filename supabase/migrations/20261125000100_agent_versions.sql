-- What a receptionist was at each time. The row in `agents` stays what is live; a published version is its copy, and a
-- draft holds only the settings that are to change, so that publishing it undoes nothing that was changed meanwhile.
create table public.agent_versions (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  agent_id uuid not null,
  -- Counted from 1 as versions are published; a draft has none yet.
  version integer check (version > 0),
  status text not null check (status in ('draft', 'published', 'retired')),
  settings jsonb not null,
  -- The earlier version whose settings this one brought back.
  restored_version integer check (restored_version > 0),
  created_by uuid references public.users (id) on delete set null,
  published_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, agent_id, version),
  check ((status = 'draft') = (version is null)),
  check ((status = 'draft') = (published_at is null)),
  foreign key (business_id, agent_id) references public.agents (business_id, id) on delete cascade
);
create unique index agent_versions_published_idx on public.agent_versions (business_id, agent_id) where status = 'published';
create unique index agent_versions_draft_idx on public.agent_versions (business_id, agent_id) where status = 'draft';
create index agent_versions_created_by_idx on public.agent_versions (created_by);
select app.protect_tenant_table('public.agent_versions');

-- The number of the live version, and of the one that the voice vendor was last told.
alter table public.agents
  add column version integer not null default 1 check (version > 0),
  add column synced_version integer check (synced_version > 0);

-- The version that answered.
alter table public.conversations
  add column agent_version integer check (agent_version > 0);

-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.agents no force row level security;
alter table public.agent_versions no force row level security;
insert into public.agent_versions
  (id, business_id, agent_id, version, status, settings, published_at, created_at, updated_at)
select gen_random_uuid(), business_id, id, 1, 'published',
  jsonb_build_object(
    'name', name, 'description', description, 'greeting', greeting, 'personality', personality,
    'conversationStyle', conversation_style, 'instructions', instructions, 'language', language,
    'voiceId', voice_id, 'voiceSpeed', voice_speed, 'voicePitch', voice_pitch,
    'escalationTriggers', to_jsonb(escalation_triggers), 'workingHours', working_hours,
    'fallbackNumber', fallback_number),
  created_at, created_at, created_at
from public.agents;

update public.agents set synced_version = 1 where sync_status = 'synced';
alter table public.agents force row level security;
alter table public.agent_versions force row level security;
