alter table public.integrations add unique (business_id, id);

-- What is told to programs of the business: one row for an event and whoever receives it, written with the event.
create table public.webhook_deliveries (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  event_id uuid not null,
  -- Null once it was disconnected.
  integration_id uuid,
  -- What a list shows, without reading the event.
  event_type text not null,
  occurred_at timestamptz not null,
  status text not null check (status in ('waiting', 'delivered', 'failed', 'dropped')),
  -- Why it was not delivered, or not yet, in words for the owner.
  problem text,
  -- The newest attempts, oldest first: when, status, duration, beginning of the answer, failure.
  attempts jsonb not null default '[]',
  attempt_count integer not null default 0,
  created_at timestamptz not null,
  settled_at timestamptz,
  foreign key (business_id, integration_id)
    references public.integrations (business_id, id) on delete set null (integration_id)
);
create index webhook_deliveries_business_idx on public.webhook_deliveries (business_id, id desc);
create index webhook_deliveries_integration_idx on public.webhook_deliveries (business_id, integration_id);
create index webhook_deliveries_age_idx on public.webhook_deliveries (created_at);
select app.protect_tenant_table('public.webhook_deliveries');
