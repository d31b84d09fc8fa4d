-- E-mails to customers: a mail is the one truth about how it went; a message in the customer's thread points at it.
alter table public.mails
  add column is_for_customer boolean not null default false,
  add column lead_id uuid,
  -- Who the customer sees as the sender and answers to, and where they ask for no more; null in mails to the owner.
  add column from_name text,
  add column reply_to text,
  add column opt_out_url text,
  -- Set while a worker hands it to the mail server, so that no second one does.
  add column sending_since timestamptz,
  add unique (business_id, id),
  add foreign key (business_id, lead_id) references public.leads (business_id, id) on delete set null (lead_id);
create index mails_lead_idx on public.mails (business_id, lead_id, created_at desc, id desc) where lead_id is not null;
create index mails_customer_idx on public.mails (business_id, created_at desc, id desc) include (status)
  where is_for_customer;
create index mails_customer_status_idx on public.mails (business_id, status, created_at desc, id desc)
  where is_for_customer;

-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.mails no force row level security;
alter table public.appointments no force row level security;
alter table public.jobs no force row level security;
update public.mails set is_for_customer = true where dedupe_key like 'customer:%';
update public.mails set lead_id = appointments.lead_id
  from public.appointments
  where mails.is_for_customer and appointments.business_id = mails.business_id
    and appointments.id::text = split_part(mails.dedupe_key, ':', 2) and appointments.lead_id is not null;
-- One that is still tried is on its way; failed means for good from now on.
update public.mails set status = 'queued'
  where status = 'failed' and exists (
    select from public.jobs
    where jobs.kind = 'mail.send' and jobs.payload ->> 'mailId' = mails.id::text
      and jobs.finished_at is null and jobs.dead_at is null);
alter table public.jobs force row level security;
alter table public.appointments force row level security;
alter table public.mails force row level security;

-- A message on the e-mail channel is carried by a mail; a message that reminds of an appointment names it.
alter table public.messages
  add column mail_id uuid,
  add column appointment_id uuid,
  add foreign key (business_id, mail_id) references public.mails (business_id, id) on delete set null (mail_id),
  add foreign key (business_id, appointment_id)
    references public.appointments (business_id, id) on delete set null (appointment_id);
create unique index messages_mail_idx on public.messages (business_id, mail_id) where mail_id is not null;
create index messages_appointment_idx on public.messages (business_id, appointment_id, sent_at desc)
  where appointment_id is not null;

-- Who asked a business to write no more: by number for texts, by address for e-mails.
alter table public.opt_outs
  alter column phone drop not null,
  add column email text check (email = lower(email)),
  add check (num_nonnulls(phone, email) = 1),
  add unique (business_id, email);
