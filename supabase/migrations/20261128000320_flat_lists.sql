-- The other lists cost the same however long they are, as that of leads does.
grant create on schema app to service_role;
select app.keep_list_counts('public.contacts', 'contacts', 'row.merged_into_id is null', '{"status": "''''::text"}');
select app.keep_list_counts('public.appointments', 'appointments', 'row.status <> ''held''', '{"status": "row.status"}');
select app.keep_list_counts('public.calls', 'calls', 'true', '{"status": "row.status"}');
select app.keep_list_counts('public.messages', 'texts', 'row.phone is not null',
  '{"status": "coalesce(row.delivery_status, '''')"}');

drop index public.contacts_recent_idx;
create index contacts_recent_idx on public.contacts (business_id, created_at desc, id desc)
  where merged_into_id is null;
create index contacts_search_idx on public.contacts using gin (
  business_id extensions.uuid_ops,
  (name || E'\n' || coalesce(phone, '') || E'\n' || coalesce(email, '') || E'\n' || company) extensions.gin_trgm_ops
) where merged_into_id is null;

drop index public.appointments_start_idx;
create index appointments_start_idx on public.appointments (business_id, starts_at, id) include (status);
create index appointments_status_idx on public.appointments (business_id, status, starts_at, id);

drop index public.calls_recent_idx;
drop index public.calls_status_idx;
create index calls_recent_idx on public.calls (business_id, started_at desc, id desc) include (status);
create index calls_status_idx on public.calls (business_id, status, started_at desc, id desc);

drop index public.messages_texts_idx;
create index messages_texts_idx on public.messages (business_id, sent_at desc, id desc) include (delivery_status)
  where phone is not null;
create index messages_texts_status_idx on public.messages (business_id, delivery_status, sent_at desc, id desc)
  where phone is not null;

create type app.found_row as (id uuid, created_at timestamptz, score integer);

-- The newest 10,000 rows of a list in which a term stands, in the business of the credential. Row-level security keeps
-- ilike from any index, as the operator might tell of rows that it hides; so this asks past it, for one business.
-- A term without three letters or digits in a row has no place in the index: it is looked for in the newest 10,000.
create function app.find_in_list(list text, term text, statuses text[], sources text[], temperatures text[])
  returns setof app.found_row
  language plpgsql stable security definer set search_path = '' set enable_seqscan = off
  set max_parallel_workers_per_gather = 0
  as $$
  declare
    most constant integer := 10000;
    business constant uuid := app.business_id();
    pattern constant text := '%' || regexp_replace(term, '([\\%_])', '\\\1', 'g') || '%';
    total constant bigint := (select coalesce(sum(delta), 0) from public.list_counts as counts
      where counts.business_id = business and counts.list = find_in_list.list);
    words constant text := $sql$(name || E'\n' || coalesce(phone, '') || E'\n' || coalesce(email, '') || E'\n' || company)$sql$;
    listed constant text := case list
      when 'leads' then format($sql$select id, created_at, score, %s as words from public.leads
        where business_id = $1 and merged_into_id is null and ($3 is null or status = any ($3))
        and ($4 is null or source = any ($4)) and ($5 is null or temperature = any ($5))$sql$, words)
      when 'contacts' then format($sql$select id, created_at, 0 as score, %s as words from public.contacts
        where business_id = $1 and merged_into_id is null$sql$, words)
      end;
    of_newest constant text := format($sql$select array_agg((id, created_at, score)::app.found_row) from (select * from (
        %s order by created_at desc, id desc limit $6) as newest where words ilike $2 limit $7) as found$sql$, listed);
    found app.found_row[];
  begin
    if total <= most or term !~ '[[:alnum:]]{3}' then
      execute of_newest into found using business, pattern, statuses, sources, temperatures, most, most;
      return query select * from unnest(found);
      return;
    end if;
    -- What many have is soon found among the newest; the index would bring all of them.
    execute of_newest into found using business, pattern, statuses, sources, temperatures, 1000, 1000;
    if cardinality(found) >= 100 then
      execute of_newest into found using business, pattern, statuses, sources, temperatures, 10 * most, most;
      if cardinality(found) = most then
        return query select * from unnest(found);
        return;
      end if;
    end if;
    return query execute format($sql$with matching as materialized (%s and %s ilike $2)
      select id, created_at, score from matching order by created_at desc, id desc limit $6$sql$, listed, words)
      using business, pattern, statuses, sources, temperatures, most;
  end $$;
revoke execute on function app.find_in_list(text, text, text[], text[], text[]) from public;
grant execute on function app.find_in_list(text, text, text[], text[], text[]) to authenticated, service_role;
alter function app.find_in_list(text, text, text[], text[], text[]) owner to service_role;
revoke create on schema app from service_role;
