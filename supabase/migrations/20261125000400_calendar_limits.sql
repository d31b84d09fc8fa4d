-- Calendars of one person share `person_id` and block each other; one alone has none. `daily_limit` is how many
-- appointments customers can book into a calendar on one local day.
alter table public.calendars
  add column person_id uuid,
  add column daily_limit integer check (daily_limit between 1 and 1000);
create index calendars_person_idx on public.calendars (business_id, person_id) where person_id is not null;

-- Whose time an appointment takes: the calendar's person, or the calendar itself. What has ended keeps whom it had.
alter table public.appointments add column resource_id uuid;
-- An update would be held to row-level security, and fill nothing where the owner may not pass it; this fills all.
alter table public.appointments
  alter column resource_id type uuid using calendar_id,
  alter column resource_id set not null;

alter table public.appointments drop constraint appointments_no_overlap;
alter table public.appointments add constraint appointments_no_overlap
  exclude using gist (resource_id with =, during with &&) where (status in ('held', 'pending', 'confirmed'));
create index appointments_resource_idx on public.appointments (business_id, resource_id, starts_at);
