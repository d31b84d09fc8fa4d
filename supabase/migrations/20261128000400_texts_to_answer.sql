-- A text that waits for an answer is a task; one is open for a thread at a time.
alter table public.tasks drop constraint tasks_kind_check;
alter table public.tasks add constraint tasks_kind_check
  check (kind in ('message', 'callback', 'failed_call', 'review', 'follow_up', 'answer'));
create unique index tasks_open_answer_idx on public.tasks (business_id, conversation_id)
  where kind = 'answer' and status = 'open';

-- The answers to keywords that a number got lately.
create index messages_keyword_answers_idx on public.messages (business_id, phone, sent_at)
  where sender = 'system' and phone is not null;

-- What came along with a text: pictures are kept, of anything else only that it came.
alter table public.messages add constraint messages_business_id_id_key unique (business_id, id);
create table public.message_media (
  id uuid primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  message_id uuid not null,
  position integer not null check (position >= 0),
  -- As the carrier said; of what is kept as its content says.
  content_type text not null,
  source_url text not null,
  file_id uuid,
  created_at timestamptz not null,
  -- Fetched, or not to be had.
  settled_at timestamptz,
  unique (business_id, message_id, position),
  foreign key (business_id, message_id) references public.messages (business_id, id) on delete cascade,
  foreign key (business_id, file_id) references public.files (business_id, id) on delete set null (file_id)
);
create index message_media_file_idx on public.message_media (business_id, file_id);
select app.protect_tenant_table('public.message_media');
