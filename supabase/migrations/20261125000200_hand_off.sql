-- Whom a caller is put through to: rules in order, then numbers in order. The single fallback number becomes the first of
-- them.
alter table public.agents
  add column hand_off_rules jsonb not null default '[]' check (jsonb_typeof(hand_off_rules) = 'array'),
  add column fallback_numbers text[] not null default '{}';
-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.agents no force row level security;
alter table public.agent_versions no force row level security;
update public.agents set fallback_numbers = array[fallback_number] where fallback_number is not null;
alter table public.agents drop column fallback_number;
update public.agent_versions
  set settings = (settings - 'fallbackNumber') || jsonb_build_object(
    'fallbackNumbers', jsonb_path_query_array(settings, '$.fallbackNumber ? (@ != null)'))
  where settings ? 'fallbackNumber';
alter table public.agents force row level security;
alter table public.agent_versions force row level security;

-- A person says "I'll do it"; what nobody takes on is told to owner and admins once.
alter table public.tasks
  add column acknowledged_at timestamptz,
  add column acknowledged_by uuid references public.users (id) on delete set null,
  add column escalated_at timestamptz;
create index tasks_acknowledged_by_idx on public.tasks (acknowledged_by);
