-- Whether customers can book for themselves: on the booking page and by the open endpoints.
alter table public.businesses add column booking_page_on boolean not null default true;

-- The mailbox that a mail to a customer goes to, however its address is written: what is sent to one is counted by it.
alter table public.mails add column mailbox text;

-- What customers booked for themselves, as they said who they are and from where: what their limits count, and what a
-- form that is sent twice finds. `mailbox` is one for all spellings of an address; `network` is an HMAC. After a day
-- `network` and the form's key and hash are forgotten.
create table public.public_bookings (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  appointment_id uuid not null,
  request_key uuid,
  request_hash text,
  phone text,
  mailbox text,
  network text,
  created_at timestamptz not null,
  foreign key (business_id, appointment_id) references public.appointments (business_id, id) on delete cascade,
  check ((request_key is null) = (request_hash is null))
);
create unique index public_bookings_appointment_idx on public.public_bookings (business_id, appointment_id);
create unique index public_bookings_request_idx on public.public_bookings (business_id, request_key)
  where request_key is not null;
create index public_bookings_recent_idx on public.public_bookings (business_id, created_at desc);
create index public_bookings_phone_idx on public.public_bookings (business_id, phone, created_at desc)
  where phone is not null;
create index public_bookings_mailbox_idx on public.public_bookings (business_id, mailbox, created_at desc)
  where mailbox is not null;
create index public_bookings_network_idx on public.public_bookings (business_id, network, created_at desc)
  where network is not null;
create index public_bookings_remembered_idx on public.public_bookings (business_id, created_at)
  where network is not null or request_key is not null;
-- One mailbox over all businesses: nobody is flooded with confirmations by many pages.
create index public_bookings_everywhere_idx on public.public_bookings (mailbox, created_at desc)
  where mailbox is not null;
select app.protect_tenant_table('public.public_bookings');

-- When a mailbox booked the given number of bookings ago (1 is the last), at whatever business; null: never so often.
-- Asked inside the transaction of one business, which sees no other's rows; it tells a time and nothing else.
create function app.booked_with_mailbox(of_mailbox text, bookings_ago integer) returns timestamptz
  language sql stable security definer set search_path = ''
  as $$
  select created_at from public.public_bookings where mailbox = of_mailbox
  order by created_at desc offset bookings_ago - 1 limit 1
  $$;
grant create on schema app to service_role;
alter function app.booked_with_mailbox(text, integer) owner to service_role;
revoke create on schema app from service_role;
revoke execute on function app.booked_with_mailbox(text, integer) from public;
grant execute on function app.booked_with_mailbox(text, integer) to authenticated, service_role;
