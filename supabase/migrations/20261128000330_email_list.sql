-- The list of e-mails to customers costs the same however long it is, as the other lists do.
grant create on schema app to service_role;
select app.keep_list_counts('public.mails', 'emails', 'row.is_for_customer and row.business_id is not null',
  '{"status": "row.status"}');
revoke create on schema app from service_role;
