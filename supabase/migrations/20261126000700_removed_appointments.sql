-- An appointment that an edition deleted: cancelled, and no longer shown by editions that delete.
alter table public.appointments add column removed_at timestamptz;
