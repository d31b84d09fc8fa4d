-- What holds for the whole installation, in one row; without it everything is as the defaults say.
create table public.platform_settings (
  id boolean primary key default true check (id),
  is_registration_enabled boolean not null default true,
  updated_at timestamptz not null
);

-- Each time somebody had a connection of the installation tried out, so that nobody does it without end.
create table public.connection_tests (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  kind text not null check (kind in ('mail', 'voice')),
  created_at timestamptz not null
);
create index connection_tests_user_idx on public.connection_tests (user_id, kind, created_at);

-- Of no business, and nobody's but the product's own.
alter table public.platform_settings enable row level security;
alter table public.platform_settings force row level security;
create policy platform_settings_none on public.platform_settings for select to authenticated using (false);
alter table public.connection_tests enable row level security;
alter table public.connection_tests force row level security;
create policy connection_tests_none on public.connection_tests for select to authenticated using (false);
revoke all on public.platform_settings, public.connection_tests from public, anon;
grant select, insert, update, delete on public.platform_settings, public.connection_tests to service_role;
