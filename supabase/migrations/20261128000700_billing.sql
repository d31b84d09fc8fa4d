-- Who pays at the payment vendor. Kept apart from what is paid for: a customer is made first, and stays.
alter table public.businesses add column stripe_customer_id text unique;

-- What a business pays for: one row, derived from everything that was reported of its subscriptions at the vendor.
create table public.subscriptions (
  id uuid primary key,
  number bigint generated always as identity unique,
  business_id uuid not null unique references public.businesses (id) on delete cascade,
  plan text not null check (plan in ('free', 'basic', 'premium', 'enterprise')),
  status text not null check (status in ('trialing', 'active', 'past_due', 'canceled')),
  stripe_subscription_id text,
  price_id text,
  amount_minor bigint check (amount_minor >= 0),
  currency text,
  current_period_start timestamptz,
  current_period_end timestamptz,
  cancels_at timestamptz,
  -- The newest report of each kind for each of the vendor's subscriptions, from which the rest of the row follows.
  facts jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index subscriptions_vendor_idx on public.subscriptions (stripe_subscription_id)
  where stripe_subscription_id is not null;
select app.protect_tenant_table('public.subscriptions');

-- A page on which somebody may pay. At most one that is open for one wish, so that two clicks lead to one page.
create table public.checkouts (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  plan text not null check (plan in ('basic', 'premium', 'enterprise')),
  intent text not null,
  status text not null check (status in ('open', 'completed', 'expired')),
  stripe_session_id text unique,
  url text,
  expires_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index checkouts_business_idx on public.checkouts (business_id, created_at);
create unique index checkouts_open_idx on public.checkouts (business_id, intent) where status = 'open';
select app.protect_tenant_table('public.checkouts');
