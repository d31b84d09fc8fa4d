-- News for the owner that come in their quiet hours are held until these end, and told in one mail.
alter table public.mails drop constraint mails_status_check;
alter table public.mails
  add constraint mails_status_check check (status in ('queued', 'sent', 'failed', 'held', 'digested')),
  add column release_at timestamptz,
  add constraint mails_release_check check (release_at is not null or status not in ('held', 'digested'));
create index mails_held_idx on public.mails (business_id, release_at) where status = 'held';
