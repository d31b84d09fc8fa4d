-- The history of one thing: what was done to it, and by whom.
create index audit_log_subject_idx on public.audit_log (business_id, subject_id, occurred_at desc);
