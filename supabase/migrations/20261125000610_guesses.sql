-- Details that fitted no appointment, as guesses are counted: over the last day of a business.
create index tool_calls_mismatch_idx on public.tool_calls (business_id, created_at)
  where (result ->> 'identity') = 'mismatch';
