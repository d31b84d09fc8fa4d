-- People and how they prove who they are. These rows belong to a person, not to a business.
create table public.users (
  id uuid primary key,
  number bigint generated always as identity unique,
  email text not null unique check (email = lower(email)),
  username text not null unique check (username = lower(username)),
  password_hash text not null,
  first_name text not null default '',
  last_name text not null default '',
  status text not null default 'active' check (status in ('active', 'suspended')),
  is_platform_admin boolean not null default false,
  email_verified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table public.businesses (
  id uuid primary key,
  number bigint generated always as identity unique,
  slug text not null unique,
  name text not null,
  description text,
  address text,
  city text,
  state text,
  postal_code text,
  phone text,
  email text,
  website text,
  time_zone text not null default 'UTC',
  currency text not null default 'usd',
  status text not null default 'active' check (status in ('active', 'inactive', 'suspended')),
  plan text not null default 'free' check (plan in ('free', 'basic', 'premium', 'enterprise')),
  notification_settings jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table public.members (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  user_id uuid not null references public.users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'manager', 'member', 'guest')),
  last_used_at timestamptz,
  created_at timestamptz not null,
  unique (business_id, user_id)
);
create index members_user_idx on public.members (user_id);
create unique index members_one_owner_idx on public.members (business_id) where role = 'owner';

-- A sign-in. Ending the row ends every token and cookie that names it.
create table public.sessions (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  business_id uuid references public.businesses (id) on delete set null,
  kind text not null check (kind in ('browser', 'token')),
  user_agent text,
  ip text,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
);
create index sessions_user_idx on public.sessions (user_id) where ended_at is null;
create index sessions_user_fk_idx on public.sessions (user_id);
create index sessions_business_idx on public.sessions (business_id);

create table public.refresh_tokens (
  id uuid primary key,
  session_id uuid not null references public.sessions (id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index refresh_tokens_session_idx on public.refresh_tokens (session_id);

create table public.one_time_tokens (
  id uuid primary key,
  user_id uuid not null references public.users (id) on delete cascade,
  purpose text not null check (purpose in ('password_reset', 'email_verification')),
  token_hash bytea not null unique,
  attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index one_time_tokens_user_idx on public.one_time_tokens (user_id, purpose);

create table public.api_keys (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  created_by uuid references public.users (id) on delete set null,
  name text not null,
  key_hash bytea not null unique,
  key_hint text not null,
  permissions text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_business_idx on public.api_keys (business_id, created_at desc);
create index api_keys_created_by_idx on public.api_keys (created_by);

-- Row-level security: a person sees themself and their memberships; a business sees its members.
alter table public.users enable row level security;
alter table public.users force row level security;
create policy users_visible on public.users for select to authenticated
  using (id = (select app.user_id()) or id in (select user_id from public.members where business_id = (select app.business_id())));
create policy users_update on public.users for update to authenticated
  using (id = (select app.user_id())) with check (id = (select app.user_id()));

alter table public.businesses enable row level security;
alter table public.businesses force row level security;
create policy businesses_visible on public.businesses for select to authenticated
  using (id = (select app.business_id())
    or id in (select business_id from public.members where user_id = (select app.user_id())));
create policy businesses_update on public.businesses for update to authenticated
  using (id = (select app.business_id())) with check (id = (select app.business_id()));

alter table public.members enable row level security;
alter table public.members force row level security;
create policy members_visible on public.members for select to authenticated
  using (business_id = (select app.business_id()) or user_id = (select app.user_id()));
create policy members_insert on public.members for insert to authenticated
  with check (business_id = (select app.business_id()));
create policy members_update on public.members for update to authenticated
  using (business_id = (select app.business_id())) with check (business_id = (select app.business_id()));
create policy members_delete on public.members for delete to authenticated
  using (business_id = (select app.business_id()));

alter table public.sessions enable row level security;
alter table public.sessions force row level security;
create policy sessions_own on public.sessions for select to authenticated using (user_id = (select app.user_id()));

alter table public.refresh_tokens enable row level security;
alter table public.refresh_tokens force row level security;
create policy refresh_tokens_none on public.refresh_tokens for select to authenticated using (false);

alter table public.one_time_tokens enable row level security;
alter table public.one_time_tokens force row level security;
create policy one_time_tokens_none on public.one_time_tokens for select to authenticated using (false);

grant select (id, number, email, username, first_name, last_name, status, email_verified_at, created_at, updated_at)
  on public.users to authenticated;
grant select on public.businesses, public.sessions to authenticated;
grant update (first_name, last_name, username, updated_at) on public.users to authenticated;
grant update on public.businesses to authenticated;
grant select, insert, update, delete on public.members to authenticated;
grant select, insert, update, delete on
  public.users, public.businesses, public.members, public.sessions, public.refresh_tokens,
  public.one_time_tokens, public.api_keys to service_role;

-- What every table of a business shares: row-level security, forced, one policy on its business_id, explicit grants.
create function app.protect_tenant_table(target regclass) returns void
  language plpgsql set search_path = ''
  as $$
  declare name text := (select relname from pg_catalog.pg_class where oid = target);
  begin
    execute format('alter table public.%I enable row level security', name);
    execute format('alter table public.%I force row level security', name);
    execute format('revoke all on public.%I from public, anon', name);
    execute format('grant select, insert, update, delete on public.%I to authenticated, service_role', name);
    execute format(
      'create policy %I on public.%I for all to authenticated using (business_id = (select app.business_id())) with check (business_id = (select app.business_id()))',
      name || '_tenant', name);
  end $$;
revoke execute on function app.protect_tenant_table(regclass) from public;

select app.protect_tenant_table('public.api_keys');
