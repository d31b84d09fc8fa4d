-- What the language model took of a conversation that it worded: one row a conversation, added to turn by turn.
create table public.model_usage (
  business_id uuid not null references public.businesses (id) on delete cascade,
  conversation_id uuid not null,
  model text not null check (char_length(model) between 1 and 200),
  turns integer not null check (turns >= 0),
  -- Turns that the built-in receptionist had to take over, and why it last did.
  turns_taken_over integer not null check (turns_taken_over between 0 and turns),
  last_takeover text,
  input_tokens integer not null check (input_tokens >= 0),
  output_tokens integer not null check (output_tokens >= 0),
  -- Millionths of a US dollar; 0 where nobody told what a token costs.
  cost_microdollars integer not null check (cost_microdollars >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (business_id, conversation_id),
  foreign key (business_id, conversation_id) references public.conversations (business_id, id) on delete cascade
);
select app.protect_tenant_table('public.model_usage');
