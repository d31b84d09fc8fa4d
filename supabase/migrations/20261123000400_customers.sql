-- Customers, what they said, what they want, and when they come.

-- One row per phone and per e-mail in a business.
create table public.contacts (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  name text not null default '',
  phone text check (phone ~ '^\+[0-9]{3,15}$'),
  is_phone_possible boolean not null default true,
  email text check (email = lower(email)),
  company text not null default '',
  notes text not null default '',
  is_blocked boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, id)
);
create unique index contacts_phone_idx on public.contacts (business_id, phone) where phone is not null;
create unique index contacts_email_idx on public.contacts (business_id, email) where email is not null;
create index contacts_recent_idx on public.contacts (business_id, created_at desc, id desc);

-- One thread with one customer on one channel. A call is a conversation on the voice channel.
create table public.conversations (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  channel text not null check (channel in ('voice', 'sms', 'widget', 'whatsapp', 'messenger', 'email', 'test')),
  status text not null default 'active' check (status in ('active', 'waiting', 'closed')),
  handled_by text not null default 'ai' check (handled_by in ('ai', 'human')),
  contact_id uuid,
  agent_id uuid,
  dialog_state jsonb,
  summary text,
  sentiment text check (sentiment in ('positive', 'neutral', 'negative')),
  outcome text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  closed_at timestamptz,
  unique (business_id, id),
  foreign key (business_id, contact_id) references public.contacts (business_id, id) on delete set null (contact_id),
  foreign key (business_id, agent_id) references public.agents (business_id, id) on delete set null (agent_id)
);
create index conversations_recent_idx on public.conversations (business_id, created_at desc, id desc);
create index conversations_contact_idx on public.conversations (business_id, contact_id);
create index conversations_agent_idx on public.conversations (business_id, agent_id);

-- A phone call. Vendors report facts in any order, more than once; each is kept once in `facts`, and the columns follow from them.
create table public.calls (
  id uuid primary key,
  number bigint generated always as identity unique,
  business_id uuid not null references public.businesses (id) on delete cascade,
  conversation_id uuid not null unique,
  direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
  from_number text,
  to_number text,
  status text not null default 'ringing'
    check (status in ('ringing', 'in_progress', 'completed', 'transferred', 'missed', 'failed')),
  provider text not null check (provider in ('telnyx', 'twilio', 'retell')),
  provider_call_id text,
  provider_session_id text,
  voice_call_id text unique,
  started_at timestamptz not null,
  answered_at timestamptz,
  bridged_at timestamptz,
  transferred_at timestamptz,
  ended_at timestamptz,
  failed_at timestamptz,
  duration_seconds integer check (duration_seconds >= 0),
  disconnect_reason text,
  recording_file_id uuid,
  recording_source_url text,
  facts jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, id),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete cascade
);
create unique index calls_provider_session_idx on public.calls (provider, provider_session_id) where provider_session_id is not null;
create index calls_recent_idx on public.calls (business_id, started_at desc, id desc);
create index calls_status_idx on public.calls (business_id, status, started_at desc);
create index calls_conversation_idx on public.calls (business_id, conversation_id);
create index calls_provider_call_idx on public.calls (provider, provider_call_id);

create table public.messages (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  conversation_id uuid not null,
  position integer not null,
  sender text not null check (sender in ('customer', 'agent', 'human', 'system')),
  content text not null,
  sent_at timestamptz not null,
  offset_seconds real,
  provider_message_id text,
  delivery_status text check (delivery_status in ('queued', 'sent', 'delivered', 'failed', 'read')),
  metadata jsonb not null default '{}',
  unique (conversation_id, position),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete cascade
);
create index messages_conversation_idx on public.messages (business_id, conversation_id, position);
create unique index messages_provider_idx on public.messages (business_id, provider_message_id) where provider_message_id is not null;

-- What the receptionist did. `receipt` names the row a tool wrote; nothing may claim an act without one.
create table public.tool_calls (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  conversation_id uuid not null,
  tool text not null,
  arguments jsonb not null,
  arguments_hash text not null,
  result jsonb,
  receipt_kind text,
  receipt_id uuid,
  error text,
  duration_milliseconds integer,
  created_at timestamptz not null,
  unique (conversation_id, tool, arguments_hash),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete cascade
);
create index tool_calls_conversation_idx on public.tool_calls (business_id, conversation_id, created_at);

create table public.leads (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  contact_id uuid,
  conversation_id uuid,
  assigned_user_id uuid references public.users (id) on delete set null,
  name text not null default '',
  phone text,
  email text,
  company text not null default '',
  job_title text not null default '',
  reason text not null default '',
  service_interest text not null default '',
  status text not null default 'new' check (status in ('new', 'contacted', 'qualified', 'unqualified', 'converted', 'lost')),
  source text not null default 'web' check (source in ('call', 'sms', 'email', 'web', 'whatsapp', 'messenger', 'widget', 'import')),
  temperature text not null default 'cold' check (temperature in ('hot', 'warm', 'cold')),
  urgency text not null default 'low' check (urgency in ('low', 'medium', 'high', 'critical')),
  score integer not null default 0 check (score between 0 and 100),
  score_reasons jsonb not null default '[]',
  estimated_value_minor bigint,
  notes text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, id),
  foreign key (business_id, contact_id) references public.contacts (business_id, id) on delete set null (contact_id),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete set null (conversation_id)
);
create index leads_recent_idx on public.leads (business_id, created_at desc, id desc);
create index leads_status_idx on public.leads (business_id, status, created_at desc, id desc);
create index leads_source_idx on public.leads (business_id, source, created_at desc, id desc);
create index leads_contact_idx on public.leads (business_id, contact_id);
create index leads_conversation_idx on public.leads (business_id, conversation_id);
create index leads_assigned_idx on public.leads (assigned_user_id);

-- The ledger of booked time. `during` is start to end with the buffers on both sides.
create table public.appointments (
  id uuid primary key,
  number bigint generated always as identity unique,
  business_id uuid not null references public.businesses (id) on delete cascade,
  calendar_id uuid not null,
  service_id uuid,
  contact_id uuid,
  lead_id uuid,
  conversation_id uuid,
  status text not null check (status in ('held', 'pending', 'confirmed', 'completed', 'cancelled', 'no_show')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  during tstzrange not null check (during @> tstzrange(starts_at, ends_at)),
  held_until timestamptz check ((status = 'held') = (held_until is not null)),
  title text not null default '',
  notes text not null default '',
  customer_name text not null default '',
  customer_phone text,
  customer_email text,
  source text not null default 'dashboard'
    check (source in ('call', 'sms', 'email', 'web', 'whatsapp', 'messenger', 'widget', 'dashboard', 'api')),
  sequence integer not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  cancelled_at timestamptz,
  unique (business_id, id),
  constraint appointments_no_overlap exclude using gist (calendar_id with =, during with &&)
    where (status in ('held', 'pending', 'confirmed')),
  foreign key (business_id, calendar_id) references public.calendars (business_id, id) on delete cascade,
  foreign key (business_id, service_id) references public.services (business_id, id) on delete set null (service_id),
  foreign key (business_id, contact_id) references public.contacts (business_id, id) on delete set null (contact_id),
  foreign key (business_id, lead_id) references public.leads (business_id, id) on delete set null (lead_id),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete set null (conversation_id)
);
create index appointments_calendar_idx on public.appointments (business_id, calendar_id, starts_at);
create index appointments_start_idx on public.appointments (business_id, starts_at, id);
create index appointments_recent_idx on public.appointments (business_id, created_at desc, id desc);
create index appointments_service_idx on public.appointments (business_id, service_id);
create index appointments_contact_idx on public.appointments (business_id, contact_id);
create index appointments_lead_idx on public.appointments (business_id, lead_id);
create index appointments_conversation_idx on public.appointments (business_id, conversation_id);

-- What needs a person: messages taken, calls to return, things that went wrong.
create table public.tasks (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  kind text not null check (kind in ('message', 'callback', 'failed_call', 'review')),
  title text not null,
  body text not null default '',
  contact_id uuid,
  conversation_id uuid,
  urgency text not null default 'medium' check (urgency in ('low', 'medium', 'high', 'critical')),
  status text not null default 'open' check (status in ('open', 'done')),
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid references public.users (id) on delete set null,
  foreign key (business_id, contact_id) references public.contacts (business_id, id) on delete set null (contact_id),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete set null (conversation_id)
);
create index tasks_open_idx on public.tasks (business_id, status, created_at desc);
create index tasks_contact_idx on public.tasks (business_id, contact_id);
create index tasks_conversation_idx on public.tasks (business_id, conversation_id);
create index tasks_done_by_idx on public.tasks (done_by);

create table public.files (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  kind text not null check (kind in ('recording', 'document', 'image')),
  path text not null unique,
  content_type text not null,
  size_bytes bigint not null,
  created_at timestamptz not null,
  unique (business_id, id)
);
create index files_business_idx on public.files (business_id, created_at desc);
alter table public.calls add foreign key (business_id, recording_file_id)
  references public.files (business_id, id) on delete set null (recording_file_id);
create index calls_recording_idx on public.calls (business_id, recording_file_id);

select app.protect_tenant_table(name::regclass) from unnest(array[
  'public.contacts', 'public.conversations', 'public.calls', 'public.messages', 'public.tool_calls', 'public.leads',
  'public.appointments', 'public.tasks', 'public.files']) as name;
