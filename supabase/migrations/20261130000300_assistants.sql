-- A receptionist that is removed keeps its row, for the calls that it took and until the voice vendor has removed it. The
-- vendor is told of each by one worker at a time, and is asked for what an unanswered try may have left there.
alter table public.agents
  add column removed_at timestamptz,
  add column sync_begun_at timestamptz,
  add column sync_lease_id uuid,
  add column sync_leased_until timestamptz,
  add constraint agents_removed_check check (removed_at is null or status = 'inactive');

-- A number that somebody names is pending until its carrier says whose it is: only then it is one business's.
alter table public.numbers add column named_at timestamptz;
drop index public.numbers_in_use_idx;
create unique index numbers_in_use_idx on public.numbers (e164) where status = 'active';
