-- Tables of people: users, their businesses and memberships, sessions, and the secrets that nobody reads.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select * from no_plan();

-- Ada owns A and is a guest in B; Bo owns B; Cy belongs nowhere.
insert into users (id, email, username, password_hash, created_at, updated_at) values
  ('00000000-0000-7000-8000-0000000000a1', 'ada@example.com', 'ada', 'x', now(), now()),
  ('00000000-0000-7000-8000-0000000000b1', 'bo@example.com', 'bo', 'x', now(), now()),
  ('00000000-0000-7000-8000-0000000000c1', 'cy@example.com', 'cy', 'x', now(), now());
insert into businesses (id, slug, name, created_at, updated_at) values
  ('00000000-0000-7000-8000-00000000000a', 'tap-a', 'A', now(), now()),
  ('00000000-0000-7000-8000-00000000000b', 'tap-b', 'B', now(), now()),
  ('00000000-0000-7000-8000-00000000000c', 'tap-c', 'C', now(), now());
insert into members (id, business_id, user_id, role, created_at) values
  (gen_random_uuid(), '00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-0000000000a1', 'owner', now()),
  (gen_random_uuid(), '00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-0000000000a1', 'guest', now()),
  (gen_random_uuid(), '00000000-0000-7000-8000-00000000000b', '00000000-0000-7000-8000-0000000000b1', 'owner', now());
insert into sessions (id, user_id, business_id, kind, created_at, expires_at)
  select gen_random_uuid(), id, '00000000-0000-7000-8000-00000000000a', 'browser', now(), now() + interval '1 day' from users
  where email in ('ada@example.com', 'bo@example.com');
insert into refresh_tokens (id, session_id, token_hash, created_at, expires_at)
  select gen_random_uuid(), id, id::text::bytea, now(), now() + interval '1 day' from sessions;
insert into one_time_tokens (id, user_id, purpose, token_hash, created_at, expires_at)
  select gen_random_uuid(), id, 'password_reset', id::text::bytea, now(), now() + interval '1 hour' from users;

create function pg_temp.act_as(person text, business text) returns void language sql as $$
  select set_config('request.jwt.claims', json_strip_nulls(json_build_object('role', 'authenticated',
    'sub', '00000000-0000-7000-8000-0000000000' || person,
    'business_id', '00000000-0000-7000-8000-00000000000' || business))::text, true),
    set_config('role', 'authenticated', true);
  $$;

-- Ada, in her own business.
do $$ begin perform pg_temp.act_as('a1', 'a'); end $$;
select results_eq('select email from users order by email', array['ada@example.com'], 'users: a person sees themself, not strangers');
select results_eq('select name from businesses order by name', array['A', 'B'], 'businesses: the own ones, by membership');
select is((select count(*) from members), 2::bigint, 'members: those of the business, and the own memberships');
select is((select count(*) from sessions), 1::bigint, 'sessions: the own ones');
select throws_ok('select from refresh_tokens', '42501', null, 'refresh_tokens: nobody reads them');
select throws_ok('select from one_time_tokens', '42501', null, 'one_time_tokens: nobody reads them');
select throws_ok('select from connection_tests', '42501', null, 'connection_tests: nobody reads them');
select throws_ok('delete from connection_tests', '42501', null, 'connection_tests: nobody makes room for more');
select throws_ok('select from business_slugs', '42501', null, 'business_slugs: nobody reads them');
select throws_ok('delete from business_slugs', '42501', null, 'business_slugs: nobody frees one');
select throws_ok('select from business_creations', '42501', null, 'business_creations: nobody reads them');
select throws_ok('delete from business_creations', '42501', null, 'business_creations: nobody makes room for more');
select throws_ok('select from platform_settings', '42501', null, 'platform_settings: nobody reads them');
select throws_ok($$ insert into platform_settings (is_registration_enabled, updated_at) values (true, now()) $$, '42501', null,
  'platform_settings: nobody writes them');
select throws_ok('select password_hash from users', '42501', null, 'users: the password hash is not readable');
select throws_ok('select is_platform_admin from users', '42501', null, 'users: who runs the platform is not readable');

select lives_ok($$ update users set first_name = 'Ada' where username = 'ada' $$, 'users: a person changes their own name');
select is((select first_name from users where username = 'ada'), 'Ada', 'users: and it is changed');
select throws_ok($$ update users set email = 'eve@example.com' $$, '42501', null, 'users: the e-mail is not changed here');
select throws_ok($$ update users set is_platform_admin = true $$, '42501', null, 'users: nobody makes themself an admin');
select throws_ok($$ update users set password_hash = 'y' $$, '42501', null, 'users: nor sets a hash');
select throws_ok($$ update users set status = 'active' $$, '42501', null, 'users: nor lifts a suspension');
select throws_ok('delete from users', '42501', null, 'users: nobody deletes people');
select throws_ok($$ insert into users (id, email, username, password_hash, created_at, updated_at)
  values (gen_random_uuid(), 'eve@example.com', 'eve', 'x', now(), now()) $$, '42501', null, 'users: nobody makes people');

select lives_ok($$ update businesses set description = 'ours' $$, 'businesses: an update runs');
select results_eq($$ select name from businesses where description = 'ours' $$, array['A'],
  'businesses: and reaches the one the credential names, no other');
select throws_ok($$ update businesses set id = '00000000-0000-7000-8000-00000000000d' where name = 'A' $$, '42501', null,
  'businesses: an id stays what it is');
select throws_ok('delete from businesses', '42501', null, 'businesses: nobody deletes one');
select throws_ok($$ insert into businesses (id, slug, name, created_at, updated_at)
  values (gen_random_uuid(), 'd', 'D', now(), now()) $$, '42501', null, 'businesses: nobody makes one past the sign-up');

select throws_ok($$ insert into members (id, business_id, user_id, role, created_at) values (gen_random_uuid(),
  '00000000-0000-7000-8000-00000000000c', '00000000-0000-7000-8000-0000000000a1', 'owner', now()) $$, '42501', null,
  'members: nobody joins a business by themself');
select lives_ok($$ update members set role = 'admin' where business_id = '00000000-0000-7000-8000-00000000000b' $$,
  'members: an update of another business runs');
select is((select count(*) from members where role = 'admin'), 0::bigint, 'members: and changes nothing there');

select throws_ok($$ update sessions set ended_at = null $$, '42501', null, 'sessions: nobody revives one');
select throws_ok($$ insert into sessions (id, user_id, kind, created_at, expires_at) values (gen_random_uuid(),
  '00000000-0000-7000-8000-0000000000a1', 'token', now(), now()) $$, '42501', null, 'sessions: nobody makes one');
select throws_ok('delete from sessions', '42501', null, 'sessions: nobody deletes one');
select throws_ok('delete from refresh_tokens', '42501', null, 'refresh_tokens: nobody deletes one');
select throws_ok('delete from one_time_tokens', '42501', null, 'one_time_tokens: nobody deletes one');
select throws_ok($$ insert into refresh_tokens (id, session_id, token_hash, created_at, expires_at)
  select gen_random_uuid(), id, 'x', now(), now() from sessions $$, '42501', null, 'refresh_tokens: nobody makes one');
select throws_ok($$ update one_time_tokens set attempts = 0 $$, '42501', null, 'one_time_tokens: nobody resets the tries');

-- The same person in the other business.
do $$ begin perform pg_temp.act_as('a1', 'b'); end $$;
select results_eq('select email from users order by email', array['ada@example.com', 'bo@example.com'], 'users: colleagues are visible');
select is((select count(*) from members), 3::bigint, 'members: the business at hand, and the own memberships');

-- A stranger who claims nothing but who they are.
do $$ begin perform pg_temp.act_as('c1', null); end $$;
select results_eq('select email from users', array['cy@example.com'], 'users: a stranger sees themself');
select is_empty('select from businesses', 'businesses: none for a stranger');
select is_empty('select from members', 'members: none for a stranger');
select is_empty('select from sessions', 'sessions: none for a stranger');
select is_empty($$ update businesses set name = 'mine' returning id $$, 'businesses: nothing to update for a stranger');

-- No claims at all.
do $$ begin perform set_config('request.jwt.claims', '', true); end $$;
select is_empty('select id from ' || name, name || ': no claims, no rows')
from unnest(array['users', 'businesses', 'members', 'sessions']) as name;

-- The public role has no way in.
do $$ begin perform set_config('role', 'none', true); end $$;
create function pg_temp.is_closed_to_anon(name text) returns boolean language plpgsql as $$
begin
  perform set_config('role', 'anon', true);
  begin
    execute 'select from public.' || name;
  exception when insufficient_privilege then
    perform set_config('role', 'none', true);
    return true;
  end;
  perform set_config('role', 'none', true);
  return false;
end $$;
select ok(pg_temp.is_closed_to_anon(name), name || ': nothing for anon')
from unnest(array['users', 'businesses', 'members', 'sessions', 'refresh_tokens', 'one_time_tokens',
  'connection_tests', 'platform_settings', 'business_slugs', 'business_creations']) as name;

select * from finish();
rollback;
