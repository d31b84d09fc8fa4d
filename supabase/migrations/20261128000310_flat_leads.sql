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
