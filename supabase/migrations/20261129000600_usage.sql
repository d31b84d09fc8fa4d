-- What a business has used of what its plan has a month of: seconds of calls, seconds of the receptionist, messages sent.

-- How long the receptionist spoke with the caller, as `duration_seconds` says how long the call was.
alter table public.calls add column ai_seconds integer check (ai_seconds >= 0);
-- An owner without BYPASSRLS is held to forced row-level security too, and would fill nothing.
alter table public.calls no force row level security;
update public.calls set ai_seconds = greatest(0, round(extract(epoch from
    least((facts -> 'voice' ->> 'endedAt')::timestamptz, ended_at) - (facts -> 'voice' ->> 'startedAt')::timestamptz)))
  where ended_at is not null and facts -> 'voice' ->> 'startedAt' is not null;
alter table public.calls force row level security;

-- The calendar is out of reach in it: the plan's minutes were used up when it began.
alter table public.conversations add column is_message_only boolean not null default false;

-- Changes of what was used: one row for each, so that no two writers wait for each other. The use of a month, which is
-- a local one of the business, is the sum; rows of the same are summed up into one now and then.
create table public.usage_changes (
  id bigint generated always as identity primary key,
  business_id uuid not null references public.businesses (id) on delete cascade,
  month date not null check (extract(day from month) = 1),
  thing text not null check (thing in ('call_seconds', 'ai_seconds', 'messages')),
  delta bigint not null
);
create index usage_changes_month_idx on public.usage_changes (business_id, month, thing) include (delta);

-- Writes changes down. What another transaction holds is left to the next time to sum up.
create function app.note_usage(of_business uuid, used_at timestamptz, of_thing text, change bigint) returns void
  language plpgsql security definer set search_path = ''
  as $$
  declare of_month date;
  begin
    if used_at is null or coalesce(change, 0) = 0 then return; end if;
    select date_trunc('month', used_at at time zone time_zone)::date into of_month
      from public.businesses where id = of_business;
    if of_month is null then return; end if;
    insert into public.usage_changes (business_id, month, thing, delta)
      values (of_business, of_month, of_thing, change);
    if pg_catalog.random() < 0.02 then
      with taken as (
        select id from public.usage_changes where business_id = of_business and month = of_month and thing = of_thing
        order by id limit 1000 for update skip locked
      ), gone as (
        delete from public.usage_changes as changes using taken where changes.id = taken.id returning changes.delta
      )
      insert into public.usage_changes (business_id, month, thing, delta)
      select of_business, of_month, of_thing, sum(delta) from gone having sum(delta) <> 0;
    end if;
  end $$;

-- A call counts in the month in which it was answered, whatever is reported of it later. One that somebody only wrote down
-- here, and that came through no carrier, counts nowhere.
create function app.use_call() returns trigger language plpgsql security definer set search_path = ''
  as $$
  begin
    if tg_op = 'UPDATE' then
      perform app.note_usage(old.business_id, old.answered_at, 'call_seconds', -old.duration_seconds);
      perform app.note_usage(old.business_id, old.answered_at, 'ai_seconds', -old.ai_seconds);
    end if;
    perform app.note_usage(new.business_id, new.answered_at, 'call_seconds', new.duration_seconds);
    perform app.note_usage(new.business_id, new.answered_at, 'ai_seconds', new.ai_seconds);
    return null;
  end $$;
create trigger use_call_inserted after insert on public.calls for each row
  when (new.provider in ('telnyx', 'twilio', 'retell') and new.duration_seconds is not null)
  execute function app.use_call();
create trigger use_call_updated after update on public.calls for each row
  when (new.provider in ('telnyx', 'twilio', 'retell')
    and (old.answered_at, old.duration_seconds, old.ai_seconds)
      is distinct from (new.answered_at, new.duration_seconds, new.ai_seconds))
  execute function app.use_call();

-- A text or an e-mail that a person or a program wrote to a customer. What goes out by itself (answers to a carrier's
-- keywords, mails about appointments) is none.
create function app.use_message() returns trigger language plpgsql security definer set search_path = ''
  as $$
  begin
    perform app.note_usage(new.business_id, new.sent_at, 'messages', 1);
    return null;
  end $$;
create trigger use_message after insert on public.messages for each row
  when (new.sender in ('human', 'agent') and (new.phone is not null or new.mail_id is not null))
  execute function app.use_message();

-- The counting passes row-level security, so that a tenant has the sums and can write none: it runs as service_role.
grant create on schema app to service_role;
alter function app.note_usage(uuid, timestamptz, text, bigint) owner to service_role;
alter function app.use_call() owner to service_role;
alter function app.use_message() owner to service_role;
revoke create on schema app from service_role;
revoke execute on function app.note_usage(uuid, timestamptz, text, bigint), app.use_call(), app.use_message() from public;

-- What was used before.
alter table public.calls no force row level security;
alter table public.messages no force row level security;
alter table public.businesses no force row level security;
insert into public.usage_changes (business_id, month, thing, delta)
select calls.business_id, date_trunc('month', answered_at at time zone time_zone)::date, used.thing, sum(used.seconds)
from public.calls join public.businesses on businesses.id = calls.business_id
  cross join lateral (values ('call_seconds', duration_seconds), ('ai_seconds', ai_seconds)) as used (thing, seconds)
where answered_at is not null and used.seconds > 0 and calls.provider in ('telnyx', 'twilio', 'retell')
group by 1, 2, 3
union all
select messages.business_id, date_trunc('month', sent_at at time zone time_zone)::date, 'messages', count(*)
from public.messages join public.businesses on businesses.id = messages.business_id
where sender in ('human', 'agent') and (messages.phone is not null or mail_id is not null)
group by 1, 2;
alter table public.businesses force row level security;
alter table public.messages force row level security;
alter table public.calls force row level security;

select app.protect_tenant_table('public.usage_changes');
revoke insert, update, delete on public.usage_changes from authenticated;
