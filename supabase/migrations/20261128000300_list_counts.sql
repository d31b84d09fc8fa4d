-- How many rows a list has, without counting them.

-- Changes of counts: one row for each statement and each set of words that it changed, so that no two writers wait for
-- each other. The count of a list is the sum; rows of the same words are summed up into one now and then.
create table public.list_counts (
  id bigint generated always as identity primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  list text not null,
  status text not null default '',
  source text not null default '',
  temperature text not null default '',
  delta bigint not null
);
create index list_counts_words_idx
  on public.list_counts (business_id, list, status, source, temperature) include (delta);

-- Sums up what a list of a business has. What another transaction holds is left to the next time.
create function app.sum_up_list_counts(of_business uuid, of_list text) returns void
  language sql security definer set search_path = ''
  as $$
  with taken as (
    select id from public.list_counts where business_id = of_business and list = of_list
    order by id limit 1000 for update skip locked
  ), gone as (
    delete from public.list_counts as counts using taken where counts.id = taken.id returning counts.*
  )
  insert into public.list_counts (business_id, list, status, source, temperature, delta)
  select business_id, list, status, source, temperature, sum(delta) from gone
  group by business_id, list, status, source, temperature having sum(delta) <> 0
  $$;

-- Has a table keep the count of a list from here on, and fills in what it holds now.
-- is_listed and the values of words are SQL about a row called `row`; words are columns of list_counts.
create function app.keep_list_counts(target regclass, list text, is_listed text, words jsonb) returns void
  language plpgsql set search_path = ''
  as $outer$
  declare
    columns text := (select string_agg(quote_ident(key), ', ' order by key) from jsonb_each_text(words));
    word_values text := (select string_agg(value, ', ' order by key) from jsonb_each_text(words));
    counted text := format(
      'select row.business_id, %L, %s, count(*) as rows from %%s as row where %s group by row.business_id, %s',
      list, word_values, is_listed, word_values);
    function_name text := 'app.count_' || list;
    trigger_name text := 'count_' || list;
    as_new text := replace(is_listed || ', row.business_id, ' || word_values, 'row.', 'new.');
    as_old text := replace(is_listed || ', row.business_id, ' || word_values, 'row.', 'old.');
  begin
    execute format($sql$
      create function %1$s() returns trigger language plpgsql security definer set search_path = ''
      as $body$
      declare business uuid;
      begin
        if tg_level = 'ROW' then
          insert into public.list_counts (business_id, list, %2$s, delta)
          select row.business_id, %3$L, %4$s, 1 from (select new.*) as row where %5$s
          union all
          select row.business_id, %3$L, %4$s, -1 from (select old.*) as row where %5$s;
          if pg_catalog.random() < 0.02 then perform app.sum_up_list_counts(new.business_id, %3$L); end if;
        else
          -- A business that is being deleted takes its counts with it.
          insert into public.list_counts (business_id, list, %2$s, delta)
          select changed.business_id, %3$L, %6$s, case tg_op when 'INSERT' then changed.rows else -changed.rows end
          from (%7$s) as changed (business_id, list, %2$s, rows)
          where exists (select from public.businesses where id = changed.business_id);
          if pg_catalog.random() < 0.02 then
            for business in select distinct business_id from changed_rows loop
              perform app.sum_up_list_counts(business, %3$L);
            end loop;
          end if;
        end if;
        return null;
      end $body$ $sql$,
      function_name, columns, list, word_values, is_listed, columns, format(counted, 'changed_rows'));
    execute format('create trigger %I after insert on %s referencing new table as changed_rows
      for each statement execute function %s()', trigger_name || '_inserted', target, function_name);
    execute format('create trigger %I after delete on %s referencing old table as changed_rows
      for each statement execute function %s()', trigger_name || '_deleted', target, function_name);
    execute format('create trigger %I after update on %s for each row
      when ((%s) is distinct from (%s)) execute function %s()',
      trigger_name || '_updated', target, as_old, as_new, function_name);

    execute format('revoke execute on function %s() from public', function_name);
    execute format('alter function %s() owner to service_role', function_name);
    execute format('alter table %s no force row level security', target);
    alter table public.list_counts no force row level security;
    execute format('insert into public.list_counts (business_id, list, %s, delta) %s', columns, format(counted, target));
    alter table public.list_counts force row level security;
    execute format('alter table %s force row level security', target);
  end $outer$;
revoke execute on function app.sum_up_list_counts(uuid, text), app.keep_list_counts(regclass, text, text, jsonb) from public;

-- The counting passes row-level security, so that a tenant has the sums and can write none: it runs as service_role,
-- which owns nothing else. An owner without BYPASSRLS is held to forced row-level security, and could not.
grant create on schema app to service_role;
alter function app.sum_up_list_counts(uuid, text) owner to service_role;

select app.keep_list_counts('public.leads', 'leads', 'row.merged_into_id is null',
  '{"status": "row.status", "source": "row.source", "temperature": "row.temperature"}');

revoke create on schema app from service_role;
select app.protect_tenant_table('public.list_counts');
revoke insert, update, delete on public.list_counts from authenticated;
