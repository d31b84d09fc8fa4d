-- Bodies of deliveries are emptied after a month; those that are left are found without reading the others.
create index inbox_events_kept_idx on public.inbox_events (received_at) where body <> '';
