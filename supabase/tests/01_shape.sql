-- What every table must have, read from the catalog: a new table that lacks any of it fails here.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select * from no_plan();

create view pg_temp.own_tables as
  select c.oid, c.relname::text collate "default" as name, c.relrowsecurity, c.relforcerowsecurity
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p');

select cmp_ok((select count(*) from pg_temp.own_tables), '>=', 25::bigint, 'the tables are there');

select ok(relrowsecurity and relforcerowsecurity, name || ': row-level security is enabled and forced')
from pg_temp.own_tables order by name;

select ok(exists (select from pg_policy where polrelid = t.oid), name || ': has a policy')
from pg_temp.own_tables t order by name;

-- A table that names no business belongs to people, is the business itself, or holds for the installation; nothing else
-- may do without.
select results_eq(
  $$ select name from pg_temp.own_tables t where not exists (
       select from pg_attribute a where a.attrelid = t.oid and a.attname = 'business_id' and not a.attisdropped) order by name $$,
  array['business_creations', 'business_slugs', 'businesses', 'connection_tests', 'one_time_tokens', 'platform_settings', 'refresh_tokens', 'users'],
  'every other table names its business');

select ok(exists (select from pg_index i where i.indrelid = t.oid and i.indkey[0] = a.attnum),
  name || ': an index leads with business_id')
from pg_temp.own_tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'business_id' and not a.attisdropped
order by name;

select ok(exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'f'
    and k.confrelid = 'public.businesses'::regclass and k.conkey = array[a.attnum]),
  name || ': business_id is a foreign key')
from pg_temp.own_tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'business_id' and not a.attisdropped
order by name;

-- A row may only point at rows of its own business: such foreign keys carry business_id with them.
select is_empty(
  $$ select k.conrelid::regclass::text, k.conname::text
     from pg_constraint k
     join pg_attribute mine on mine.attrelid = k.conrelid and mine.attname = 'business_id'
     join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attname = 'business_id'
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace
       and not (mine.attnum = any (k.conkey) and theirs.attnum = any (k.confkey)) $$,
  'no foreign key can point into another business');

select is_empty(
  $$ select grantee::regrole::text, c.relname::text, privilege_type
     from pg_class c cross join lateral aclexplode(c.relacl)
     where c.relnamespace = 'public'::regnamespace and (grantee = 0 or grantee = 'anon'::regrole) $$,
  'nothing is granted to anon or to everyone');

select is_empty(
  $$ select polrelid::regclass::text, polname::text from pg_policy
     where polroles is distinct from array['authenticated'::regrole::oid] $$,
  'every policy is for authenticated alone');

-- A bare call runs once per row: each must stand in a sub-select.
select is_empty(
  $$ select tablename::text, policyname::text from pg_policies
     where schemaname = 'public'
       and regexp_replace(coalesce(qual, '') || ' ' || coalesce(with_check, ''),
             'SELECT app\.(business_id|user_id)\(\)', '', 'g') ~ 'app\.|auth\.|current_setting' $$,
  'policies call functions once a query, not once a row');

select is_empty(
  $$ select p.oid::regprocedure::text from pg_proc p
     where p.pronamespace in ('public'::regnamespace, 'app'::regnamespace)
       and not exists (select from unnest(p.proconfig) c where c like 'search_path=%') $$,
  'every function has a fixed search_path');

select is_empty(
  $$ select p.oid::regprocedure::text from pg_proc p cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
     where p.pronamespace = 'app'::regnamespace and a.grantee = 0 $$,
  'no function is open to everyone');

select is_empty(
  $$ select extname::text from pg_extension where extnamespace = 'public'::regnamespace $$,
  'no extension lies in public');

select results_eq(
  $$ select rolcanlogin, rolinherit, rolsuper, rolbypassrls from pg_roles where rolname = 'frontdesk_app' $$,
  $$ values (true, false, false, false) $$,
  'the login role inherits nothing and is bound by every policy');

select * from finish();
rollback;
