-- What a business does once at a time: whoever does it holds the row, until it is done or the time is up.
create table public.leases (
  business_id uuid not null references public.businesses (id) on delete cascade,
  work text not null,
  token uuid not null,
  expires_at timestamptz not null,
  primary key (business_id, work)
);
select app.protect_tenant_table('public.leases');
