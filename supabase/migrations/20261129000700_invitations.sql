-- An invitation into a business. It ends once: accepted, declined, cancelled, or past its time.
create table public.invitations (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  email text not null check (email = lower(email)),
  role text not null check (role in ('admin', 'manager', 'member', 'guest')),
  token_hash bytea not null unique,
  invited_by uuid references public.users (id) on delete set null,
  expires_at timestamptz not null,
  accepted_by uuid references public.users (id) on delete set null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('accepted', 'declined', 'cancelled', 'replaced')),
  created_at timestamptz not null,
  check ((ended_at is null) = (end_reason is null))
);
create unique index invitations_open_idx on public.invitations (business_id, email) where ended_at is null;
create index invitations_business_idx on public.invitations (business_id, created_at);
create index invitations_email_idx on public.invitations (email) where ended_at is null;
create index invitations_invited_by_idx on public.invitations (invited_by);
create index invitations_accepted_by_idx on public.invitations (accepted_by);
select app.protect_tenant_table('public.invitations');
