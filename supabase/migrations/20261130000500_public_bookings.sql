-- Whether customers can book for themselves: on the booking page and by the open endpoints.
alter table public.businesses add column booking_page_on boolean not null default true;

-- What customers booked for themselves, as they said who they are: what their limits count, and what a form that is
-- sent twice finds.
create table public.public_bookings (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  appointment_id uuid not null,
  request_key uuid,
  phone text,
  email text,
  created_at timestamptz not null,
  foreign key (business_id, appointment_id) references public.appointments (business_id, id) on delete cascade
);
create unique index public_bookings_appointment_idx on public.public_bookings (business_id, appointment_id);
create unique index public_bookings_request_idx on public.public_bookings (business_id, request_key)
  where request_key is not null;
create index public_bookings_recent_idx on public.public_bookings (business_id, created_at desc);
create index public_bookings_phone_idx on public.public_bookings (business_id, phone, created_at desc)
  where phone is not null;
create index public_bookings_email_idx on public.public_bookings (business_id, email, created_at desc)
  where email is not null;
-- One address over all businesses: nobody is flooded with confirmations by many pages.
create index public_bookings_address_idx on public.public_bookings (email, created_at desc) where email is not null;
select app.protect_tenant_table('public.public_bookings');
