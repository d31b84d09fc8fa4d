-- Editions that delete list what was not removed: found in the index, as other lists are, without reading rows to count.
create index appointments_shown_idx on public.appointments (business_id, starts_at, id) include (status)
  where removed_at is null;
