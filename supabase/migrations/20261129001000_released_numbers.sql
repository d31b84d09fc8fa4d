-- A number that its business gave up may become another's: one that is in use is one business's, and a business knows a
-- number once.
alter table public.numbers drop constraint numbers_e164_key;
alter table public.numbers add constraint numbers_business_e164_key unique (business_id, e164);
create unique index numbers_in_use_idx on public.numbers (e164) where status <> 'released';
