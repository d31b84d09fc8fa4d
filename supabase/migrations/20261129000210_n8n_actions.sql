-- What a program asks for (n8n) is answered: what was done, or why it was refused, stays with the delivery, so that a
-- repeat gets the same answer. A refusal left no effect.
alter table public.inbox_events
  add column outcome jsonb,
  drop constraint inbox_events_status_check,
  add constraint inbox_events_status_check check (status in ('handled', 'ignored', 'unmatched', 'refused'));

-- A lead that a program made says so.
alter table public.leads
  drop constraint leads_source_check,
  add constraint leads_source_check
    check (source in ('call', 'sms', 'email', 'web', 'whatsapp', 'messenger', 'widget', 'import', 'api'));
