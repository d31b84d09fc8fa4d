-- A call that a person or another system tells of once it was held elsewhere: no vendor reports on it.
alter table public.calls drop constraint calls_provider_check;
alter table public.calls add constraint calls_provider_check
  check (provider in ('telnyx', 'twilio', 'retell', 'logged'));

-- Who called, as whoever logged it says; where it is null, the contact's name tells.
alter table public.calls add column caller_name text;
-- What whoever logged it calls it, where that is more than its direction.
alter table public.calls add column kind text;
