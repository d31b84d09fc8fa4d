-- How much mail of all businesses a mailbox gets in a day.
create index mails_to_customer_idx on public.mails (mailbox, created_at desc) where is_for_customer;
