-- The suite of a business: calls that might come, and what has to come of them. A business without rows has the starter set.
create table public.scenarios (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  name text not null,
  position integer not null default 0,
  settings jsonb not null,
  source_conversation_id uuid,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (business_id, source_conversation_id) references public.conversations (business_id, id)
    on delete set null (source_conversation_id)
);
create index scenarios_business_idx on public.scenarios (business_id, position, created_at);
create index scenarios_source_idx on public.scenarios (business_id, source_conversation_id);
select app.protect_tenant_table('public.scenarios');

-- A run of the suite, against a version of a receptionist or (without a version) its draft. The last fifty are kept.
create table public.scenario_runs (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  agent_id uuid not null,
  agent_version integer check (agent_version > 0),
  passed integer not null check (passed >= 0),
  failed integer not null check (failed >= 0),
  duration_milliseconds integer not null check (duration_milliseconds >= 0),
  results jsonb not null,
  created_by uuid references public.users (id) on delete set null,
  created_at timestamptz not null,
  foreign key (business_id, agent_id) references public.agents (business_id, id) on delete cascade
);
create index scenario_runs_business_idx on public.scenario_runs (business_id, created_at desc, id desc);
create index scenario_runs_agent_idx on public.scenario_runs (business_id, agent_id);
create index scenario_runs_created_by_idx on public.scenario_runs (created_by);
select app.protect_tenant_table('public.scenario_runs');
