-- Where in the conversation a tool was called. Our clock and the voice vendor's differ, and a transcript is timed by the
-- vendor's: how many turns had been said is what both agree on.
alter table public.tool_calls
  add column turns_before integer check (turns_before >= 0);
