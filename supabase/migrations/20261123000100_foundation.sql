-- Schemas, roles and the functions that row-level policies are written on.
-- Supabase has the roles already; elsewhere lib/db/bootstrap.sql makes them first.
create schema if not exists extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pg_trgm with schema extensions;

create schema if not exists app;
grant usage on schema app, extensions, public to authenticated, service_role;

-- The business named by the verified credential of this transaction, or null.
create function app.business_id() returns uuid
  language sql stable parallel safe set search_path = ''
  as $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'business_id')::uuid $$;

-- The user named by the verified credential of this transaction, or null.
create function app.user_id() returns uuid
  language sql stable parallel safe set search_path = ''
  as $$ select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid $$;

revoke execute on function app.business_id(), app.user_id() from public;
grant execute on function app.business_id(), app.user_id() to authenticated, service_role;

-- One login role, granted two others and inheriting neither: a query outside a tenant transaction is refused.
do $$
begin
  if not exists (select from pg_roles where rolname = 'frontdesk_app') then
    create role frontdesk_app login noinherit;
  end if;
  grant authenticated, service_role to frontdesk_app;
  execute format('grant connect on database %I to frontdesk_app', current_database());
end $$;
