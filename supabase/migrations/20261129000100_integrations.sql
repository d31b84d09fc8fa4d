-- Accounts that a business has with vendors. What it entered is sealed as a whole: nothing of it is readable here.
create table public.integrations (
  id uuid primary key,
  number bigint generated always as identity unique,
  business_id uuid not null references public.businesses (id) on delete cascade,
  type text not null check (type in ('twilio', 'eleven_labs', 'n8n', 'stripe', 'email')),
  config_sealed text not null,
  -- The vendor's name of the account, where its reports are to be matched with it.
  external_id text,
  is_enabled boolean not null,
  -- What has to be mended before it is used, in words for the owner.
  problem text,
  -- When the vendor last said that it knows the account as it is now.
  verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (business_id, type)
);
create index integrations_external_idx on public.integrations (type, external_id) where external_id is not null;
select app.protect_tenant_table('public.integrations');
