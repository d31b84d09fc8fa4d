-- Every address on the web that a business ever had. It outlives the business: links to a page that is gone must not
-- lead to somebody else's.
create table public.business_slugs (
  slug text primary key,
  taken_at timestamptz not null
);
insert into public.business_slugs (slug, taken_at) select slug, created_at from public.businesses;

-- Each time somebody made a business, so that nobody does it without end; it outlives the business, too.
create table public.business_creations (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  created_at timestamptz not null
);
create index business_creations_user_idx on public.business_creations (user_id, created_at);

-- The installation's carrier is asked for numbers on behalf of a person, too.
alter table public.connection_tests drop constraint connection_tests_kind_check;
alter table public.connection_tests
  add constraint connection_tests_kind_check check (kind in ('mail', 'voice', 'numbers'));

-- Of no business, and nobody's but the product's own.
alter table public.business_slugs enable row level security;
alter table public.business_slugs force row level security;
create policy business_slugs_none on public.business_slugs for select to authenticated using (false);
alter table public.business_creations enable row level security;
alter table public.business_creations force row level security;
create policy business_creations_none on public.business_creations for select to authenticated using (false);
revoke all on public.business_slugs, public.business_creations from public, anon, authenticated;
grant select, insert, update, delete on public.business_slugs, public.business_creations to service_role;
