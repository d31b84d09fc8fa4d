-- What a business is open for, sells and knows.

-- Weekly opening intervals in local wall time. closes_at <= opens_at runs past midnight. A closed day keeps its times.
create table public.business_hours (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  day_of_week smallint not null check (day_of_week between 0 and 6),
  opens_at time not null,
  closes_at time not null,
  is_open boolean not null default true
);
create index business_hours_business_idx on public.business_hours (business_id, day_of_week, opens_at);

create table public.services (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  name text not null,
  description text not null default '',
  duration_minutes integer not null check (duration_minutes between 5 and 1440),
  buffer_before_minutes integer not null default 0 check (buffer_before_minutes between 0 and 480),
  buffer_after_minutes integer not null default 0 check (buffer_after_minutes between 0 and 480),
  price_minor bigint check (price_minor >= 0),
  currency text not null default 'usd',
  is_active boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, id)
);
create index services_business_idx on public.services (business_id, position, name);

create table public.faqs (
  id uuid primary key,
  number bigint generated always as identity unique,
  business_id uuid not null references public.businesses (id) on delete cascade,
  question text not null,
  answer text not null,
  position integer not null default 0,
  search tsvector generated always as (
    setweight(to_tsvector('english', question), 'A') || setweight(to_tsvector('english', answer), 'B')) stored,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index faqs_business_idx on public.faqs (business_id, position);
create index faqs_search_idx on public.faqs using gin (search);

-- The AI receptionist of a business.
create table public.agents (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  name text not null,
  description text not null default '',
  status text not null default 'active' check (status in ('draft', 'training', 'active', 'inactive')),
  greeting text not null default '',
  personality text not null default 'professional',
  conversation_style text not null default 'friendly',
  instructions text not null default '',
  language text not null default 'en-US',
  voice_id text,
  voice_speed real not null default 1,
  voice_pitch real not null default 1,
  escalation_triggers text[] not null default '{}',
  working_hours jsonb,
  fallback_number text,
  voice_vendor_agent_id text,
  voice_vendor_llm_id text,
  sync_status text not null default 'pending' check (sync_status in ('pending', 'synced', 'error')),
  sync_error text,
  started_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, id)
);
create index agents_business_idx on public.agents (business_id, created_at desc);

create table public.numbers (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  agent_id uuid,
  e164 text not null unique check (e164 ~ '^\+[0-9]{3,15}$'),
  friendly_name text not null default '',
  provider text not null default 'telnyx' check (provider in ('telnyx', 'twilio')),
  provider_number_id text,
  route_to_ai boolean not null default true,
  status text not null default 'active' check (status in ('active', 'pending', 'released')),
  created_at timestamptz not null,
  unique (business_id, id),
  foreign key (business_id, agent_id) references public.agents (business_id, id) on delete set null (agent_id)
);
create index numbers_agent_idx on public.numbers (business_id, agent_id);

create table public.calendars (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  agent_id uuid,
  name text not null,
  position integer not null default 0,
  slot_step_minutes integer not null default 15 check (slot_step_minutes between 5 and 240),
  minimum_notice_minutes integer not null default 0 check (minimum_notice_minutes >= 0),
  booking_horizon_days integer not null default 365 check (booking_horizon_days between 1 and 1100),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  unique (business_id, id),
  foreign key (business_id, agent_id) references public.agents (business_id, id) on delete set null (agent_id)
);
create index calendars_business_idx on public.calendars (business_id, position, created_at);
create index calendars_agent_idx on public.calendars (business_id, agent_id);

-- Which services a calendar offers. A calendar without rows offers all of them.
create table public.calendar_services (
  business_id uuid not null references public.businesses (id) on delete cascade,
  calendar_id uuid not null,
  service_id uuid not null,
  primary key (calendar_id, service_id),
  foreign key (business_id, calendar_id) references public.calendars (business_id, id) on delete cascade,
  foreign key (business_id, service_id) references public.services (business_id, id) on delete cascade
);
create index calendar_services_calendar_idx on public.calendar_services (business_id, calendar_id);
create index calendar_services_service_idx on public.calendar_services (business_id, service_id);

-- A calendar's own weekly hours. Where it has any, they replace the hours of the business.
create table public.time_slots (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  calendar_id uuid not null,
  day_of_week smallint not null check (day_of_week between 0 and 6),
  starts_at time not null,
  ends_at time not null,
  created_at timestamptz not null,
  foreign key (business_id, calendar_id) references public.calendars (business_id, id) on delete cascade
);
create index time_slots_calendar_idx on public.time_slots (business_id, calendar_id, day_of_week, starts_at);

-- Days or hours off, in local wall time, of the business or of one calendar.
create table public.closures (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  calendar_id uuid,
  name text not null default '',
  starts_at_local timestamp not null,
  ends_at_local timestamp not null check (ends_at_local > starts_at_local),
  created_at timestamptz not null,
  foreign key (business_id, calendar_id) references public.calendars (business_id, id) on delete cascade
);
create index closures_business_idx on public.closures (business_id, ends_at_local);
create index closures_calendar_idx on public.closures (business_id, calendar_id);

select app.protect_tenant_table(name::regclass) from unnest(array[
  'public.business_hours', 'public.services', 'public.faqs', 'public.agents', 'public.numbers', 'public.calendars',
  'public.calendar_services', 'public.time_slots', 'public.closures']) as name;
