-- People of the same name may be the same person.
create index leads_name_idx on public.leads (business_id, lower(name)) where merged_into_id is null;
create index contacts_name_idx on public.contacts (business_id, lower(name)) where merged_into_id is null;
