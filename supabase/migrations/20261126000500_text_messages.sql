-- A text message is a message with the phone of the customer and the number of ours that it went through.
alter table public.messages
  add column phone text check (phone ~ '^\+[0-9]{3,15}$'),
  add column own_number text check (own_number ~ '^\+[0-9]{3,15}$'),
  -- Set before the carrier is asked: it knows no repeats, so what may have gone out is never sent again.
  add column delivery_started_at timestamptz,
  add column delivery_error text;
create index messages_texts_idx on public.messages (business_id, sent_at desc, id desc) where phone is not null;
create index messages_provider_message_idx on public.messages (provider_message_id)
  where provider_message_id is not null;
create index messages_under_way_idx on public.messages (phone)
  where delivery_status = 'queued' and delivery_started_at is not null;

-- Who asked a business to send no more texts. By number, so that it outlives contacts and their merging.
create table public.opt_outs (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  phone text not null check (phone ~ '^\+[0-9]{3,15}$'),
  keyword text not null,
  created_at timestamptz not null,
  unique (business_id, phone)
);
select app.protect_tenant_table('public.opt_outs');
