-- Rows that every installation has from its first day. There are none: a business is made by the person who
-- signs up, and the believable one of `npm run demo` goes through the product's own verbs (scripts/demo), so
-- that it breaks when they do. Whatever is added here must be safe to run twice.
select 1;
