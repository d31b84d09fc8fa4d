-- Leads that explain themselves, are followed up, and are one where the same person comes again.

-- A conversation belongs to at most one lead; a lead may go on over several.
alter table public.conversations add column lead_id uuid;
alter table public.conversations add foreign key (business_id, lead_id)
  references public.leads (business_id, id) on delete set null (lead_id);
create index conversations_lead_idx on public.conversations (business_id, lead_id);
-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.conversations no force row level security;
alter table public.leads no force row level security;
update public.conversations set lead_id = leads.id
  from public.leads
  where leads.business_id = conversations.business_id and leads.conversation_id = conversations.id;
alter table public.conversations force row level security;
alter table public.leads force row level security;

-- What a person set stays, whatever the score says. `merged_into_id` points from the lead that vanished to the one
-- that goes on; `merge_record` is what undoing it needs.
alter table public.leads
  add column is_temperature_set boolean not null default false,
  add column is_urgency_set boolean not null default false,
  add column merged_into_id uuid,
  add column merge_record jsonb,
  add foreign key (business_id, merged_into_id) references public.leads (business_id, id) on delete cascade;
create index leads_merged_idx on public.leads (business_id, merged_into_id);
create index leads_score_idx on public.leads (business_id, score desc, id desc);
create index leads_temperature_idx on public.leads (business_id, temperature, created_at desc, id desc);
-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.leads no force row level security;
update public.leads set is_temperature_set = true
  where temperature <> case when score >= 70 then 'hot' when score >= 40 then 'warm' else 'cold' end;
alter table public.leads force row level security;

-- A merged contact keeps its phone and e-mail and leads on to the one that goes on.
alter table public.contacts
  add column merged_into_id uuid,
  add foreign key (business_id, merged_into_id) references public.contacts (business_id, id) on delete cascade;
create index contacts_merged_idx on public.contacts (business_id, merged_into_id);

-- A follow-up is about a lead, due at a time, and somebody's.
alter table public.tasks drop constraint tasks_kind_check;
alter table public.tasks
  add constraint tasks_kind_check check (kind in ('message', 'callback', 'failed_call', 'review', 'follow_up')),
  add column lead_id uuid,
  add column due_at timestamptz,
  add column assigned_user_id uuid references public.users (id) on delete set null,
  add foreign key (business_id, lead_id) references public.leads (business_id, id) on delete cascade;
create index tasks_lead_idx on public.tasks (business_id, lead_id);
create index tasks_due_idx on public.tasks (business_id, status, due_at);
create index tasks_assigned_idx on public.tasks (assigned_user_id);
create unique index tasks_open_follow_up_idx on public.tasks (business_id, lead_id)
  where kind = 'follow_up' and status = 'open';
