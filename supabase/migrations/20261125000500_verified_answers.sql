-- A FAQ that a person of the business wrote as the right answer to what a caller had asked.
alter table public.faqs
  add column verified_at timestamptz,
  add column verified_by uuid references public.users (id) on delete set null,
  add column source_conversation_id uuid,
  add foreign key (business_id, source_conversation_id)
    references public.conversations (business_id, id) on delete set null (source_conversation_id);
create index faqs_verified_by_idx on public.faqs (verified_by);
create index faqs_source_conversation_idx on public.faqs (business_id, source_conversation_id);
-- One verified answer to the same words.
create unique index faqs_verified_question_idx on public.faqs (business_id, md5(lower(question)))
  where verified_at is not null;

-- Receptionists that are known to the voice vendor are saved there once more: from now on it tells what is said while it is said.
-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.agents no force row level security;
alter table public.jobs no force row level security;
insert into public.jobs (id, business_id, kind, payload, run_at, created_at)
select gen_random_uuid(), business_id, 'agent.sync', jsonb_build_object('agentId', id), now(), now()
from public.agents where voice_vendor_agent_id is not null;
alter table public.agents force row level security;
alter table public.jobs force row level security;
