-- Every table with a business_id, found in the catalog, from both sides: one row of business A, one of business B.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;
select * from no_plan();

-- For this transaction only, a row needs nothing but its types: the policies under test do not depend on the rest.
do $$
declare k record;
begin
  for k in select conrelid::regclass as tbl, conname from pg_constraint
    where connamespace = 'public'::regnamespace and (contype in ('c', 'f')
      -- A table with one row a business: more than one is tried below.
      or contype = 'u' and conkey = array[(select attnum from pg_attribute
        where attrelid = conrelid and attname = 'business_id')])
    order by contype desc
  loop
    execute format('alter table %s drop constraint %I', k.tbl, k.conname);
  end loop;
end $$;

-- Sessions name a business but belong to a person: 03_people.sql.
create view pg_temp.tenant_tables as
  select c.oid::regclass as tbl, c.relname::text as name
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id' and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'sessions';

-- An insert of a row of a business with every column that has neither a default nor null.
create function pg_temp.insert_sql(tbl regclass, business uuid) returns text language plpgsql as $$
declare names text; vals text;
begin
  select string_agg(quote_ident(attname), ', ' order by attnum),
    string_agg(case
      when attname = 'business_id' then quote_literal(business)
      else case atttypid::regtype::text
        when 'uuid' then 'gen_random_uuid()'
        when 'text' then 'gen_random_uuid()::text'
        when 'bytea' then 'gen_random_uuid()::text::bytea'
        when 'smallint' then '1' when 'integer' then '1' when 'bigint' then '1' when 'real' then '1'
        when 'boolean' then 'true'
        when 'jsonb' then '''{}'''
        when 'text[]' then '''{}'''
        when 'date' then '''2026-03-02'''
        when 'time without time zone' then '''09:00'''
        when 'timestamp without time zone' then '''2026-03-02 09:00'''
        when 'timestamp with time zone' then 'now()'
        when 'tstzrange' then 'tstzrange(now(), now() + interval ''1 hour'')'
      end end, ', ' order by attnum)
  into names, vals
  from pg_attribute
  where attrelid = tbl and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
    and (attname = 'business_id' or (attnotnull and not atthasdef));
  return format('insert into %s (%s) values (%s)', tbl, names, vals);
end $$;

-- Rows that a statement touches as a role with the claims of a business; -1 where the database refuses it.
create function pg_temp.touched(role text, business uuid, statement text) returns bigint language plpgsql as $$
declare n bigint;
begin
  perform set_config('request.jwt.claims', case when business is null then ''
      else json_build_object('role', 'authenticated', 'business_id', business)::text end, true),
    set_config('role', role, true);
  begin
    execute statement;
    get diagnostics n = row_count;
  exception when insufficient_privilege then n := -1;
  end;
  perform set_config('role', 'none', true);
  return n;
end $$;

create function pg_temp.prove(tbl regclass, name text) returns setof text language plpgsql as $$
declare
  a constant uuid := '00000000-0000-7000-8000-00000000000a';
  b constant uuid := '00000000-0000-7000-8000-00000000000b';
  tenant constant text := 'authenticated';
  mine uuid; theirs uuid; side text; rows_of text; may_update bigint; may_delete bigint;
begin
  execute pg_temp.insert_sql(tbl, a);
  execute pg_temp.insert_sql(tbl, b);
  rows_of := format('select from %s where business_id = ', tbl);
  for side, mine, theirs in values ('A', a, b), ('B', b, a) loop
    return next is(pg_temp.touched(tenant, mine, rows_of || quote_literal(mine)), 1::bigint,
      format('%s: %s sees its own row', name, side));
    return next is(pg_temp.touched(tenant, mine, rows_of || quote_literal(theirs)), 0::bigint,
      format('%s: %s does not see the other''s', name, side));
    return next is(pg_temp.touched(tenant, mine, pg_temp.insert_sql(tbl, theirs)), -1::bigint,
      format('%s: %s cannot insert for the other', name, side));
    return next ok(pg_temp.touched(tenant, mine,
        format('update %s set business_id = business_id where business_id = %L', tbl, theirs)) <= 0,
      format('%s: %s cannot update the other''s', name, side));
    return next is(pg_temp.touched(tenant, mine,
        format('update %s set business_id = %L where business_id = %L', tbl, theirs, mine)), -1::bigint,
      format('%s: %s cannot give its row away', name, side));
    return next ok(pg_temp.touched(tenant, mine, format('delete from %s where business_id = %L', tbl, theirs)) <= 0,
      format('%s: %s cannot delete the other''s', name, side));
    return next is(pg_temp.touched('none', null, rows_of || quote_literal(theirs)), 1::bigint,
      format('%s: the other''s row is still there', name));
  end loop;

  -- What a tenant may do to its own rows follows the grants: all of it, or it is refused.
  return next is(pg_temp.touched(tenant, a, pg_temp.insert_sql(tbl, a)),
    case when has_table_privilege(tenant, tbl, 'insert') then 1 else -1 end::bigint, name || ': a tenant inserts its own where granted');
  may_update := case when has_table_privilege(tenant, tbl, 'update') then 2 else -1 end;
  may_delete := case when has_table_privilege(tenant, tbl, 'delete') then 2 else -1 end;
  return next is(pg_temp.touched(tenant, a, format('update %s set business_id = business_id', tbl)), may_update,
    name || ': a tenant updates its own where granted, and no more');

  return next is(pg_temp.touched(tenant, null, format('select from %s', tbl)), 0::bigint, name || ': no claims, no rows');
  return next is(pg_temp.touched(tenant, null, pg_temp.insert_sql(tbl, a)), -1::bigint, name || ': no claims, no insert');
  return next ok(pg_temp.touched(tenant, null, format('update %s set business_id = %L', tbl, a)) <= 0, name || ': no claims, no update');
  return next ok(pg_temp.touched(tenant, null, format('delete from %s', tbl)) <= 0, name || ': no claims, no delete');
  return next is(pg_temp.touched('anon', a, format('select from %s', tbl)), -1::bigint, name || ': nothing for anon');

  return next is(pg_temp.touched(tenant, a, format('delete from %s', tbl)), may_delete,
    name || ': a tenant deletes its own where granted, and no more');
  return next is(pg_temp.touched('none', null, rows_of || quote_literal(b)), 1::bigint, name || ': after all that B has its row');
end $$;

select cmp_ok((select count(*) from pg_temp.tenant_tables), '>=', 20::bigint, 'the tenant tables are there');
select pg_temp.prove(tbl, name) from pg_temp.tenant_tables order by name;

select * from finish();
rollback;
