-- The hours of a receptionist are a typed week, [{"dayOfWeek": 1, "opensAt": "09:00", "closesAt": "17:00"}, …], where they
-- used to be kept as they were sent, {"monday": {"open": "09:00", "close": "17:00"}, …}. Null is always.
create function app.week_of_sent(sent jsonb) returns jsonb
  language sql immutable
  set search_path = ''
as $$
  select jsonb_agg(
      jsonb_build_object(
        'dayOfWeek', days.day_of_week,
        'opensAt', sent -> days.name ->> 'open',
        'closesAt', sent -> days.name ->> 'close')
      order by days.day_of_week)
  from (values (0, 'sunday'), (1, 'monday'), (2, 'tuesday'), (3, 'wednesday'), (4, 'thursday'), (5, 'friday'),
    (6, 'saturday')) as days (day_of_week, name)
  where jsonb_typeof(sent) = 'object'
    and sent -> days.name ->> 'open' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'
    and sent -> days.name ->> 'close' ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$';
$$;

-- An owner without BYPASSRLS is held to forced row-level security too, and would change nothing.
alter table public.agents no force row level security;
alter table public.agent_versions no force row level security;
update public.agents set working_hours = app.week_of_sent(working_hours) where working_hours is not null;
update public.agent_versions
set settings = jsonb_set(settings, '{workingHours}', coalesce(app.week_of_sent(settings -> 'workingHours'), 'null'))
where jsonb_typeof(settings -> 'workingHours') <> 'null';
alter table public.agents force row level security;
alter table public.agent_versions force row level security;

drop function app.week_of_sent (jsonb);

alter table public.agents add constraint agents_working_hours_check check (
  case when jsonb_typeof(working_hours) = 'array' then jsonb_array_length(working_hours) > 0 else working_hours is null end
);
