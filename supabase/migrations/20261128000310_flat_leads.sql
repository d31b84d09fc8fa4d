-- The list of leads costs the same however long it is.

-- In the orders that it is shown in, with the words that it is filtered by, so that a page far on, and what a filter
-- leaves out, is passed over without reading rows.
drop index public.leads_recent_idx;
drop index public.leads_score_idx;
drop index public.leads_status_idx;
drop index public.leads_source_idx;
drop index public.leads_temperature_idx;
create index leads_recent_idx on public.leads (business_id, created_at desc, id desc)
  include (status, source, temperature, score) where merged_into_id is null;
create index leads_score_idx on public.leads (business_id, score desc, id desc)
  include (status, source, temperature) where merged_into_id is null;
create index leads_status_idx on public.leads (business_id, status, created_at desc, id desc)
  include (source, temperature) where merged_into_id is null;
create index leads_source_idx on public.leads (business_id, source, created_at desc, id desc)
  include (status, temperature) where merged_into_id is null;
create index leads_temperature_idx on public.leads (business_id, temperature, created_at desc, id desc)
  include (status, source) where merged_into_id is null;

-- Parts of names, numbers and addresses: what has three letters or digits in a row is looked up, whoever else has many.
create extension if not exists btree_gin with schema extensions;
create index leads_search_idx on public.leads using gin (
  business_id extensions.uuid_ops,
  (name || E'\n' || coalesce(phone, '') || E'\n' || coalesce(email, '') || E'\n' || company) extensions.gin_trgm_ops
) where merged_into_id is null;

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
grant create on schema app to service_role;
alter function app.find_in_list(text, text, text[], text[], text[]) owner to service_role;
revoke create on schema app from service_role;
