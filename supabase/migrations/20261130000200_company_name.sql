-- The company behind a business, where that has a name of its own.
alter table public.businesses add column company_name text not null default '';
