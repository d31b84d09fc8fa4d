-- What happened, what follows from it, and what came in.

-- Facts of the domain, written in the transaction that made them true.
create table public.events (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  type text not null,
  subject_id uuid not null,
  data jsonb not null,
  actor jsonb not null,
  occurred_at timestamptz not null
);
create index events_business_idx on public.events (business_id, occurred_at desc, id desc);
create index events_subject_idx on public.events (business_id, subject_id);

-- Work that follows. Claimed with SKIP LOCKED and a lease; done at least once, with idempotent effects.
create table public.jobs (
  id uuid primary key,
  business_id uuid references public.businesses (id) on delete cascade,
  kind text not null,
  payload jsonb not null,
  dedupe_key text unique,
  run_at timestamptz not null,
  attempts integer not null default 0,
  leased_until timestamptz,
  lease_id uuid,
  finished_at timestamptz,
  dead_at timestamptz,
  last_error text,
  created_at timestamptz not null
);
create index jobs_due_idx on public.jobs (run_at, id) where finished_at is null and dead_at is null;
create index jobs_business_idx on public.jobs (business_id, created_at desc);

-- Every webhook delivery as it arrived, so that it can be judged once and replayed.
create table public.inbox_events (
  id uuid primary key,
  business_id uuid references public.businesses (id) on delete cascade,
  vendor text not null check (vendor in ('telnyx', 'retell', 'twilio', 'stripe', 'meta', 'n8n')),
  event_id text not null,
  type text not null,
  body text not null,
  status text not null check (status in ('handled', 'ignored', 'unmatched')),
  received_at timestamptz not null,
  unique (vendor, event_id)
);
create index inbox_events_business_idx on public.inbox_events (business_id, received_at desc);
create index inbox_events_received_idx on public.inbox_events (received_at desc);

-- Mail as it was sent or waits to be sent; the local mailbox where no SMTP server is configured.
create table public.mails (
  id uuid primary key,
  business_id uuid references public.businesses (id) on delete cascade,
  dedupe_key text not null unique,
  kind text not null,
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  attachments jsonb not null default '[]',
  status text not null default 'queued' check (status in ('queued', 'sent', 'failed')),
  transport text check (transport in ('smtp', 'mailbox')),
  error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mails_business_idx on public.mails (business_id, created_at desc);

create table public.idempotency_keys (
  id uuid primary key,
  business_id uuid references public.businesses (id) on delete cascade,
  scope text not null,
  key text not null,
  request_hash text not null,
  response_status integer,
  response_body text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  unique (scope, key)
);
create index idempotency_keys_expiry_idx on public.idempotency_keys (expires_at);
create index idempotency_keys_business_idx on public.idempotency_keys (business_id);

-- Every write by a person or a key.
create table public.audit_log (
  id uuid primary key,
  business_id uuid references public.businesses (id) on delete cascade,
  actor jsonb not null,
  action text not null,
  subject_id uuid,
  changes jsonb not null default '{}',
  request_id text not null,
  occurred_at timestamptz not null
);
create index audit_log_business_idx on public.audit_log (business_id, occurred_at desc, id desc);

select app.protect_tenant_table(name::regclass) from unnest(array[
  'public.events', 'public.jobs', 'public.inbox_events', 'public.mails', 'public.idempotency_keys', 'public.audit_log']) as name;

-- History is added to, never rewritten by a tenant.
revoke update, delete on public.events, public.audit_log from authenticated;
revoke update, delete on public.inbox_events from authenticated;
